import { beforeAll, describe, expect, it, vi } from "vitest";
import { writeContract } from "../engines/bundle-contract.js";
import { brokenPromises } from "../engines/judge.js";
import { record } from "../engines/record.js";
import { installPackage } from "../package/installed.js";
import { bundleContract, interpreters, runContract } from "./interpreters.js";

// QuickJS takes more than a minute of one core, where compilers take seconds.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const folder = installPackage();
beforeAll(async () => {
  await writeContract(folder);
  await bundleContract(folder);
});

describe.each(interpreters)("on $name", (interpreter) => {
  it("the installed package keeps every promise in JavaScript", async () => {
    const report = await runContract(interpreter, folder);
    record("interpreters", interpreter.name, report.agent, report);
    expect(brokenPromises(report, interpreter)).toEqual([]);
  });
});

const [hermes] = interpreters;

describe("the suite notices", () => {
  it("an engine that is missing, and says how to install it", async () => {
    await expect(runContract({ ...hermes, program: "/nowhere/hermes" }, folder)).rejects.toThrow(
      "Hermes is missing: `npm run test:suite -- interpreters` installs it, on x64 (no /nowhere/hermes)",
    );
  });
});
