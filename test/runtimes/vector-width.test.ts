/** The width of the kernels' vector operations in V8's machine code. Timings in a test would be noise. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { KERNEL_NAMES } from "../../src/core/kernels.js";
import { runtimes } from "./runtimes.js";

const [{ program }] = runtimes.filter(({ name }) => name === "Node.js 26");
const shipped = join(import.meta.dirname, "../../dist");

/** Operations in a tail, which computes one vector at a time. A loop over groups has four times as many. */
const TAIL = 24;

/** Only the optimising compiler, because Liftoff's code has 128 bits; each function without its callees. */
const FLAGS = ["--no-liftoff", "--no-wasm-inlining", "--print-wasm-code"];

const BUILT_MODULES = import.meta.resolve("../../build/harness/built-modules.js");

/** Matches arithmetic on packed floats, and captures the kind of the result's register: xmm or ymm. */
const ARITHMETIC = /\bv(?:add|sub|mul|div|fmadd\d+)ps ([xy])mm/g;

/** Counts the operations of each width in a kernel of a module, as compiled by Node 26 on x64. */
function countByWidth(
  file: string,
  kernel: string,
  flags = ["--experimental-wasm-revectorize"],
): { bits128: number; bits256: number } {
  const call = `
    import { readFileSync } from "node:fs";
    import { instantiate, memoryFor } from ${JSON.stringify(BUILT_MODULES)};
    const kernels = instantiate(readFileSync(${JSON.stringify(file)}), memoryFor(48));
    const saved = ${kernel === "forward" ? "[]" : "[0]"};
    kernels[${JSON.stringify(kernel)}](0, ...saved, 64, 16, 1, 1, 1);`;
  const code = execFileSync(program, [...FLAGS, ...flags, "--input-type=module", "--eval", call], { encoding: "utf8" });
  const registers = [...code.matchAll(ARITHMETIC)].map(([, register]) => register);
  return {
    bits128: registers.filter((register) => register === "x").length,
    bits256: registers.filter((register) => register === "y").length,
  };
}

describe("V8 compiles to 256-bit operations", () => {
  it.each(["elu.wasm", "elu-relaxed.wasm"].flatMap((module) => KERNEL_NAMES.map((kernel) => [kernel, module])))(
    "all loops over groups of vectors, of %s in %s",
    (kernel, module) => {
      const { bits128, bits256 } = countByWidth(join(shipped, module), kernel);
      expect(bits128).toBeLessThanOrEqual(TAIL);
      expect(bits256).toBeGreaterThan(0);
    },
  );
});

it("the suite notices loops of 128 bits", () => {
  const { bits128 } = countByWidth(join(shipped, "elu.wasm"), "forward", []);
  expect(bits128).toBeGreaterThan(4 * TAIL);
});
