/**
 * Node for 64-bit ARM on a machine of another kind: QEMU translates the instructions that V8's compilers made for ARM,
 * one process at a time. It keeps x86's order of memory, which is stricter than ARM's.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { writeContract } from "../engines/bundle-contract.js";
import { expectDocumented } from "../engines/documented.js";
import { brokenPromises } from "../engines/judge.js";
import type { Report } from "../engines/report.js";
import { installPackage } from "../package/installed.js";

// The contract takes some 80 seconds of one core under the emulator.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

/** Of Debian's package qemu-user-static. */
const EMULATOR = "qemu-aarch64-static";

/** The libraries of ARM that Node is linked against: Debian's lib*-arm64-cross. */
const LIBRARIES = "/usr/aarch64-linux-gnu";

const NODE = join(import.meta.dirname, "../../installs/arm64/node_modules/node24/bin/node");

/**
 * For each memory, V8 keeps 10 GiB of addresses free behind which accesses out of bounds end, and QEMU a table of their
 * pages, some 60 MB: without this flag the promises of arenas take more than 23 GB.
 */
const FLAGS = ["--disable-wasm-trap-handler"];

const folder = installPackage();
beforeAll(() => writeContract(folder));

function runOnArm64(...args: string[]): string {
  return execFileSync(EMULATOR, ["-L", LIBRARIES, NODE, ...FLAGS, ...args], { cwd: folder, encoding: "utf8" });
}

describe("on 64-bit ARM", () => {
  it("the suite really runs there", () => {
    expect(runOnArm64("-p", "process.arch")).toBe("arm64\n");
  });

  it("the installed package keeps every promise on every backend and in a pool, with x86's bits", () => {
    const report: Report = JSON.parse(runOnArm64("print-report.js"));
    expectDocumented("arm64", "Node.js 24, ARM64", runOnArm64("--version"), report);
    expect(brokenPromises(report, { agent: /^Node\.js\/24\b/, lacks: [] })).toEqual([]);
  });
});
