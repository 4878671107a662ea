/** The width of a kernel's vector operations, read from V8's machine code, because times in a test are noise. */
import { execFileSync } from "node:child_process";

/** The optimising compiler at once, since code of the first has 128 bits; a function without those that it calls. */
const FLAGS = ["--no-liftoff", "--no-wasm-inlining", "--print-wasm-code"];

const BUILT_MODULES = import.meta.resolve("../../build/harness/built-modules.js");

/** Sums, products, quotients and multiply-adds of packed floats, by the register that takes the result. */
const ARITHMETIC = /\bv(?:add|sub|mul|div|fmadd\d+)ps ([xy])mm/g;

/** The operations of each width in a kernel of that module, compiled by that Node on x64, with these flags. */
export function countByWidth(
  program: string,
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
