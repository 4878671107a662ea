/** What engines have to show that have no WebAssembly and no compiler, and how the contract gets into them. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Expectation } from "../engines/judge.js";
import type { Report } from "../engines/report.js";
import { bundle, type Engine, HERMES, QUICKJS, run } from "./engines.mjs";

export interface Interpreter extends Expectation, Engine {}

const WITHOUT_WASM = {
  lacks: ["wasm-relaxed-simd", "wasm-exact-simd", "wasm-simd"],
  oneThread: /^this engine has no workers$/,
} as const;

export const interpreters: readonly Interpreter[] = [
  { ...HERMES, ...WITHOUT_WASM, agent: /^Hermes\//, missingGlobals: ["SharedArrayBuffer", "structuredClone"] },
  { ...QUICKJS, ...WITHOUT_WASM, agent: /^QuickJS\//, missingGlobals: ["structuredClone"] },
];

/** `print` is what these engines have for console.log. */
const PRINT = `import { keepContract } from "./contract.js";
keepContract().then((report) => print(JSON.stringify(report)), (error) => print(String(error)));
`;

/** Bundles the contract, which lies in the folder beside the installed package. */
export async function bundleContract(folder: string): Promise<void> {
  const program = join(folder, "print-by-print.js");
  writeFileSync(program, PRINT);
  await bundle(program, folder);
}

/** The report of the contract, which was bundled into the folder. */
export async function runContract(interpreter: Interpreter, folder: string): Promise<Report> {
  return JSON.parse(await run(interpreter, folder));
}
