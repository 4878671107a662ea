/**
 * Fails if a tsconfig.json reads no file, or if no tsconfig.json reads a TypeScript file of the repository: such type
 * checks would always pass. `assembly/` is compiled by asc, which checks its types.
 */
import { spawnSync } from "node:child_process";
import { dirname, relative } from "node:path";

const TSC = "node_modules/typescript/bin/tsc";
/** The lines that a program prints. `tsc` also lists files with errors, which other steps report. */
const run = (program, ...args) => spawnSync(program, args, { encoding: "utf8" }).stdout.split("\n").filter(Boolean);

const tracked = run("git", "ls-files", "*tsconfig.json", "*.ts", "*.mts", "*.cts", "*.tsx").filter(
  (file) => !file.startsWith("assembly/"),
);
const projects = tracked.filter((file) => file.endsWith("tsconfig.json")).map(dirname);
const sources = tracked.filter((file) => !file.endsWith("tsconfig.json"));

const filesOf = (project) =>
  run(process.execPath, TSC, "--project", project, "--listFilesOnly")
    .map((file) => relative(".", file).replaceAll("\\", "/"))
    .filter((file) => !file.includes("node_modules/"));

const read = new Set();
const faults = [];
for (const project of projects) {
  const files = filesOf(project);
  if (files.length === 0) faults.push(`${project}/tsconfig.json reads no file`);
  for (const file of files) read.add(file);
}
faults.push(...sources.filter((file) => !read.has(file)).map((file) => `${file}: no tsconfig.json reads it`));

if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
