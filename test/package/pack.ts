/** Packs the output of `npm run build` and installs it into an empty folder, once for all tests of a run. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder with the package as its only dependency, and its tarball. */
    installedPackage: string;
  }
}

export default function pack({ config, provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "elu-simd-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const [{ filename }] = JSON.parse(
    npm(config.root, "pack", "--ignore-scripts", "--json", "--pack-destination", folder),
  );
  npm(folder, "install", "--no-audit", "--no-fund", join(folder, filename));
  provide("installedPackage", folder);
  return () => rmSync(folder, { recursive: true });
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: "pipe", shell: process.platform === "win32" });
}
