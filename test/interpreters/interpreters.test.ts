import { beforeAll, describe, expect, it, vi } from "vitest";
import { reportOfNode, writeContract } from "../engines/bundle-contract.js";
import { brokenPromises } from "../engines/judge.js";
import { record } from "../engines/record.js";
import type { Report } from "../engines/report.js";
import { installPackage } from "../package/installed.js";
import { bundleContract, interpreters, runContract } from "./interpreters.js";

// QuickJS takes more than a minute of one core, where compilers take seconds.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 900_000 });

const folder = installPackage();
let reference: Report;
beforeAll(async () => {
  await writeContract(folder);
  await bundleContract(folder);
  reference = reportOfNode(folder);
});

describe.each(interpreters)("on $name", (interpreter) => {
  it("the installed package keeps every promise in JavaScript, with Node's bits", async () => {
    const report = await runContract(interpreter, folder);
    record("interpreters", interpreter.name, report.agent, report);
    expect(brokenPromises(report, interpreter, reference)).toEqual([]);
  });
});

const [hermes] = interpreters;

describe("the suite notices", () => {
  it("another engine under the name", () => {
    expect(brokenPromises(reference, hermes, reference)[0]).toBe(
      `it calls itself ${reference.agent}, which is not /^Hermes\\//`,
    );
  });

  it("an engine that is missing, and says how to install it", async () => {
    await expect(runContract({ ...hermes, program: "/nowhere/hermes" }, folder)).rejects.toThrow(
      "Hermes is missing: `npm run test:suite -- interpreters` installs it, on x64 (no /nowhere/hermes)",
    );
  });
});
