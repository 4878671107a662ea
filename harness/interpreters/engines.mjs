/** Engines without WebAssembly or a compiler, and how each runs a program. A new engine is added here. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const INSTALLED = join(import.meta.dirname, "../../installs/interpreters/node_modules");

/**
 * @typedef {object} Engine
 * @property {string} name
 * @property {string} program
 * @property {readonly string[]} args
 * @property {"es2017.js" | "react-native.js"} script - The script of bundle.mjs that the engine runs.
 */

/** @type {Engine} */
export const HERMES = {
  name: "Hermes",
  program: join(INSTALLED, "hermes-engine-cli/linux64-bin/hermes"),
  args: ["-O", "-w", "-Xes6-promise", "-Xmicrotask-queue"],
  script: "react-native.js",
};

/** @type {Engine} */
export const QUICKJS = {
  name: "QuickJS",
  program: process.execPath,
  args: [join(import.meta.dirname, "run-in-quickjs.mjs")],
  script: "es2017.js",
};

/**
 * Bundles a program into the engines' scripts in the folder. The program prints with `print`.
 *
 * @type {(program: string, folder: string) => Promise<void>}
 */
export async function bundle(program, folder) {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, "bundle.mjs"), program, folder]);
}

/**
 * Output of the program that was bundled into the folder.
 *
 * @type {(engine: Engine, folder: string) => Promise<string>}
 */
export async function run({ program, args, script }, folder) {
  const { stdout } = await promisify(execFile)(program, [...args, script], { cwd: folder });
  return stdout;
}
