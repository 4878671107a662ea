import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { writeContract } from "../engines/bundle-contract.js";
import { brokenPromises } from "../engines/judge.js";
import { record } from "../engines/record.js";
import { installPackage } from "../package/installed.js";
import { emulation, expectation, runContract, runOnArm64 } from "./emulator.js";

// The contract takes some 80 seconds of one core under the emulator.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

/** Quiet NaNs of either sign and of any payload, as what elu and celu make of them on each backend. */
const PRINT_PAYLOADS = `import { createElu } from "elu-simd/relaxed";
const payloads = Uint32Array.of(0x7fc00000, 0x7fc00001, 0x7fc12345, 0x7fffffff, 0xffc00000, 0xffedcba9);
const asFloats = (words) => new Float32Array(words.buffer);
const kept = (floats) => String(new Uint32Array(floats.buffer)) === String(payloads);
const backends = ["wasm-relaxed-simd", "wasm-simd", "js"];
console.log(JSON.stringify(backends.flatMap((backend) => {
  const { celu, elu } = createElu({ backend });
  const forwards = { elu, celu };
  return Object.entries(forwards).flatMap(([name, forward]) =>
    [1, 1.3].filter((alpha) => !kept(forward(asFloats(payloads), { alpha }))).map((alpha) => [backend, name, alpha]));
})));
`;

const folder = installPackage();
beforeAll(async () => {
  await writeContract(folder);
  writeFileSync(join(folder, "print-payloads.js"), PRINT_PAYLOADS);
});

describe("on 64-bit ARM", () => {
  it("the suite really runs there", async () => {
    expect(await runOnArm64(folder, ["-p", "process.arch"])).toBe("arm64\n");
  });

  it("the installed package keeps every promise on every backend and in a pool, with x86's bits", async () => {
    const report = await runContract(folder);
    record("arm64", "Node.js 24, ARM64", await runOnArm64(folder, ["--version"]), report);
    expect(brokenPromises(report, expectation)).toEqual([]);
  });

  it("elu and celu keep the payload of a quiet NaN", async () => {
    expect(JSON.parse(await runOnArm64(folder, ["print-payloads.js"]))).toEqual([]);
  });
});

describe("the suite notices", () => {
  it("an emulator that is missing, and says how to install it", async () => {
    await expect(runOnArm64(folder, [], { ...emulation, emulator: "qemu-to-come" })).rejects.toThrow(
      /^the emulator is missing: `apt-get install qemu-user-static .*` installs it on Debian \(no qemu-to-come\)$/,
    );
  });

  it("a Node for ARM that is missing, and says how to install it", async () => {
    await expect(runOnArm64(folder, [], { ...emulation, node: "/nowhere/node" })).rejects.toThrow(
      "Node for ARM is missing: `npm run test:suite -- arm64` installs it (no /nowhere/node)",
    );
  });
});
