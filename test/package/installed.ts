/** The package as users get it: what `npm pack` holds, installed into an empty folder. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

/** The folder, with the package as its only dependency, until the suite ends. Takes what `npm run build` made. */
export function installPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), "elu-simd-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const [{ filename }] = JSON.parse(npm(ROOT, "pack", "--ignore-scripts", "--json", "--pack-destination", folder));
  npm(folder, "install", "--no-audit", "--no-fund", join(folder, filename));
  return folder;
}

/** A copy of such a folder to break the package in, until the test ends. */
export function copyToBreak(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), "elu-simd-broken-"));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: "pipe", shell: process.platform === "win32" });
}
