/**
 * Runs Node for 64-bit ARM under QEMU in user mode, which translates the instructions that V8 compiles for ARM. The
 * memory ordering stays that of x86, which is stricter than ARM's.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { writeContract } from "../engines/bundle-contract.js";
import { expectDocumented } from "../engines/documented.js";
import { brokenPromises } from "../engines/judge.js";
import type { Report } from "../engines/report.js";
import { installPackage } from "../package/installed.js";

/** From Debian's package qemu-user-static. */
const EMULATOR = "qemu-aarch64-static";

/** The ARM libraries of Node, from Debian's packages lib*-arm64-cross. */
const LIBRARIES = "/usr/aarch64-linux-gnu";

const NODE = join(import.meta.dirname, "../../installs/arm64/node_modules/node24/bin/node");

/**
 * By default, V8 reserves 10 GiB of addresses for each memory to trap accesses out of bounds, and QEMU keeps a table of
 * their pages of about 60 MB: the promises about arenas then take more than 23 GB.
 */
const FLAGS = ["--disable-wasm-trap-handler"];

const folder = installPackage();
beforeAll(() => writeContract(folder));

function runOnArm64(...args: string[]): string {
  return execFileSync(EMULATOR, ["-L", LIBRARIES, NODE, ...FLAGS, ...args], { cwd: folder, encoding: "utf8" });
}

describe("on 64-bit ARM", () => {
  it("the suite runs on arm64", () => {
    expect(runOnArm64("-p", "process.arch")).toBe("arm64\n");
  });

  it("the installed package keeps every promise on every backend and in a pool, with the bits of x86", () => {
    const report: Report = JSON.parse(runOnArm64("print-report.js"));
    expectDocumented("arm64", "Node.js 24, ARM64", runOnArm64("--version"), report);
    expect(brokenPromises(report, { agent: /^Node\.js\/24\b/, lacks: [] })).toEqual([]);
  });
});
