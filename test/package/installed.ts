/** The package as users get it: what `npm pack` holds, installed into a folder as its only dependency. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, inject, onTestFinished } from "vitest";

/** Such a folder for the tests of a file, until they end. */
export function installPackage(): string {
  return copy(inject("installedPackage"), afterAll);
}

/** A copy of such a folder to break the package in, until the test ends. */
export function copyToBreak(folder: string): string {
  return copy(folder, onTestFinished);
}

function copy(folder: string, atEnd: (remove: () => void) => void): string {
  const copied = mkdtempSync(join(tmpdir(), "elu-simd-"));
  atEnd(() => rmSync(copied, { recursive: true }));
  cpSync(folder, copied, { recursive: true });
  return copied;
}
