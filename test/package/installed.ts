/** The package as users get it: what `npm pack` holds, installed into an empty folder. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Makes the folder, with the package as its only dependency, for the caller to remove. Takes what `npm run build` made. */
export function installPackage(): string {
  const folder = mkdtempSync(join(tmpdir(), "elu-simd-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const [{ filename }] = JSON.parse(npm(ROOT, "pack", "--ignore-scripts", "--json", "--pack-destination", folder));
  npm(folder, "install", "--no-audit", "--no-fund", join(folder, filename));
  return folder;
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: "pipe", shell: process.platform === "win32" });
}
