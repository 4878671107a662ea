/** What is installed: versions, and bytes on disk. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

const HERE = import.meta.dirname;
const REPOSITORY = join(HERE, "../..");

/** @type {(name: string | undefined) => string | undefined} */
export function installedVersion(name) {
  return name === undefined ? undefined : packageJson(find(name, HERE)).version;
}

/** @typedef {{ bytes: number, packages: number }} Size */

/** The packages with all that they depend on, each once. @type {(names: string[]) => Size} */
export function installedSize(names) {
  const folders = new Set(names.map((name) => find(name, HERE)));
  // Grows while it is walked.
  for (const folder of folders) {
    for (const name of Object.keys(packageJson(folder).dependencies ?? {})) folders.add(find(name, folder));
  }
  return { bytes: [...folders].reduce((sum, folder) => sum + bytesIn(folder), 0), packages: folders.size };
}

/** This package, as it would be published. @type {() => Size} */
export function ownSize() {
  // Without its scripts, which would build it anew.
  const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
  const [{ unpackedSize }] = JSON.parse(
    execFileSync("npm", args, { cwd: REPOSITORY, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
  return { bytes: unpackedSize, packages: 1 };
}

/** The folder that Node resolves a package to, from a file in `folder`. @type {(name: string, folder: string) => string} */
function find(name, folder) {
  const found = join(folder, "node_modules", name);
  if (existsSync(join(found, "package.json"))) return found;
  if (folder === HERE) throw new Error(`${name} is not installed`);
  return find(name, dirname(folder));
}

/** @type {(folder: string) => { version: string, dependencies?: Record<string, string> }} */
function packageJson(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** Without the packages nested in it, which count by themselves. @type {(folder: string) => number} */
function bytesIn(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile()) bytes += statSync(path).size;
    else if (entry.isDirectory() && entry.name !== "node_modules") bytes += bytesIn(path);
  }
  return bytes;
}
