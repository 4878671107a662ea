/** What V8 makes of a kernel's vectors: told by the machine code that it prints, because times of a test are noise. */
import { execFileSync } from "node:child_process";

/** The optimizing compiler at once: what the first one makes has 128 bits. */
const FLAGS = ["--no-liftoff", "--experimental-wasm-revectorize", "--print-wasm-code"];

const BUILT_MODULES = import.meta.resolve("../../build/harness/built-modules.js");

/** Sums, products, quotients and multiply-adds of packed floats, by the register that takes the result. */
const ARITHMETIC = /\bv(?:add|sub|mul|div|fmadd\d+)ps ([xy])mm/g;

/** How many operations of each width a kernel has, called once, of a module in that file, compiled by that Node on x64. */
export function countByWidth(
  program: string,
  file: string,
  kernel: string,
  length = 16,
): { bits128: number; bits256: number } {
  const call = `
    import { readFileSync } from "node:fs";
    import { instantiate, memoryFor } from ${JSON.stringify(BUILT_MODULES)};
    const kernels = instantiate(readFileSync(${JSON.stringify(file)}), memoryFor(48));
    kernels[${JSON.stringify(kernel)}](0, 64, 128, ${length}, 1, 1, 1);`;
  const code = execFileSync(program, [...FLAGS, "--input-type=module", "--eval", call], { encoding: "utf8" });
  const registers = [...code.matchAll(ARITHMETIC)].map(([, register]) => register);
  return {
    bits128: registers.filter((register) => register === "x").length,
    bits256: registers.filter((register) => register === "y").length,
  };
}
