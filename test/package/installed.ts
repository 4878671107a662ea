/** The package as users get it: the output of `npm pack`, installed into a folder as its only dependency. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, inject, onTestFinished } from "vitest";

/** Copies the folder with the installed package for the tests of a file, and removes the copy after them. */
export function installPackage(): string {
  return copy(inject("installedPackage"), afterAll);
}

/** Copies such a folder, to break the package there, and removes the copy after the test. */
export function copyToBreak(folder: string): string {
  return copy(folder, onTestFinished);
}

function copy(folder: string, atEnd: (remove: () => void) => void): string {
  const copied = mkdtempSync(join(tmpdir(), "elu-simd-"));
  atEnd(() => rmSync(copied, { recursive: true }));
  cpSync(folder, copied, { recursive: true });
  return copied;
}
