/** Engines that have no WebAssembly and no compiler, and how each is told to run the contract. A new one is added here. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Expectation } from "../engines/judge.js";
import type { Report } from "../engines/report.js";

export interface Interpreter extends Expectation {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** The script of bundle.mjs that it runs. */
  readonly script: "es2017.js" | "react-native.js";
}

const INSTALLED = join(import.meta.dirname, "../../on-demand/interpreters/node_modules");

const WITHOUT_WASM = { lacks: ["wasm-relaxed-simd", "wasm-simd"], oneThread: /^this engine has no workers$/ } as const;

export const interpreters: readonly Interpreter[] = [
  {
    ...WITHOUT_WASM,
    name: "Hermes",
    agent: /^Hermes\//,
    missingGlobals: ["SharedArrayBuffer", "structuredClone"],
    program: join(INSTALLED, "hermes-engine-cli/linux64-bin/hermes"),
    args: ["-O", "-w", "-Xes6-promise", "-Xmicrotask-queue"],
    script: "react-native.js",
  },
  {
    ...WITHOUT_WASM,
    name: "QuickJS",
    agent: /^QuickJS\//,
    missingGlobals: ["structuredClone"],
    program: process.execPath,
    args: [join(import.meta.dirname, "run-in-quickjs.mjs")],
    script: "es2017.js",
  },
];

/** Writes both scripts beside the contract. */
export async function bundle(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, "bundle.mjs"), folder]);
}

/** The report of the contract, which lies in the folder with the scripts. */
export async function runContract({ name, program, args, script }: Interpreter, folder: string): Promise<Report> {
  if (!existsSync(program)) {
    throw new Error(`${name} is missing: \`npm run test:suite -- interpreters\` installs it, on x64 (no ${program})`);
  }
  const { stdout } = await promisify(execFile)(program, [...args, script], { cwd: folder });
  return JSON.parse(stdout);
}
