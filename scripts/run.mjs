/**
 * `node scripts/run.mjs SCRIPT [NAME...] [ARGUMENTS...]`: runs a task of scripts/tasks.mjs, or several suites. Builds
 * the package first, unless ELU_SIMD_BUILT is set, and installs packages that are missing or out of date. Without a
 * known name, prints all names and builds nothing. With --help, a task without a name also lists the others.
 */
import { spawnSync } from "node:child_process";
import { rmSync, statSync, symlinkSync } from "node:fs";
import { resolve } from "node:path";
import { IMPORTERS, TASKS } from "./tasks.mjs";

const NPM = process.env.npm_execpath ?? "";

const [script, ...args] = process.argv.slice(2);
const tasks = TASKS[script];
const names = [];
while (args[0] in tasks) names.push(args.shift());
if (names.length === 0 && "default" in tasks && (args[0] ?? "-").startsWith("-")) names.push("default");
if (names.length === 0) usage(args[0]);
if (names.length > 1 && !names.every((name) => tasks[name].tests)) usage(names.join(" "));

if (!process.env.ELU_SIMD_BUILT) npm("run", "build");
const chosen = names.map((name) => tasks[name]);
for (const folder of new Set(chosen.flatMap(({ needs = [] }) => needs))) install(folder);
const steps = chosen.flatMap(({ steps = [] }) => steps);
if (chosen[0].tests) {
  const projects = names.map((name) => `--project=${name}`);
  steps.push(["node_modules/vitest/vitest.mjs", "run", "--config=vitest.suites.config.ts", ...projects]);
}
const last = steps.pop() ?? [];
for (const step of steps) node(step);
node([...last, ...args]);
const hasNames = Object.keys(tasks).length > 1;
if (names[0] === "default" && hasNames && args.includes("--help")) console.log(`\n${listOfTasks()}`);

/** Prints all names, and exits with 1 unless the argument is --help. @param {string} [given] */
function usage(given) {
  const asked = given === undefined || given === "--help";
  if (!asked) console.error(`npm run ${script} has no task ${given}\n`);
  console.error(listOfTasks());
  process.exit(given === "--help" ? 0 : 1);
}

/** The names of the script's tasks, with a line for each. */
function listOfTasks() {
  const lines = Object.entries(tasks).map(([name, { does }]) => `  ${name.replace("default", "").padEnd(14)}  ${does}`);
  const several = script === "test:suite" ? "..." : "";
  return `npm run ${script} -- NAME${several} [options]\n\n${lines.join("\n")}`;
}

/** Runs `npm ci` if the installed packages are older than the lock file. @param {string} folder */
function install(folder) {
  const age = (/** @type {string} */ file) => statSync(`${folder}/${file}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (age("node_modules/.package-lock.json") < age("package-lock.json")) npm("ci", "--prefix", folder);
  for (const importer of IMPORTERS[folder] ?? []) {
    rmSync(`${importer}/node_modules`, { recursive: true, force: true });
    symlinkSync(resolve(folder, "node_modules"), `${importer}/node_modules`, "junction");
  }
}

/** @param {string[]} args */
function npm(...args) {
  run(process.execPath, [NPM, ...args]);
}

/** @param {string[]} args */
function node(args) {
  run(chosen[0].node ?? process.execPath, args);
}

/** @type {(program: string, args: string[]) => void} */
function run(program, args) {
  const { status } = spawnSync(program, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
