/** The package in engines without WebAssembly or a compiler. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bundle, type Engine, HERMES, QUICKJS, run } from "../../harness/interpreters/engines.mjs";
import { writeContract } from "../engines/bundle-contract.js";
import { expectDocumented } from "../engines/documented.js";
import { brokenPromises, type Expectation } from "../engines/judge.js";
import type { Report } from "../engines/report.js";
import { installPackage } from "../package/installed.js";

const WITHOUT_WASM = {
  lacks: ["wasm-relaxed-simd", "wasm-exact-simd", "wasm-simd"],
  oneThread: /^this engine has no workers$/,
} as const;

const interpreters: readonly (Expectation & Engine)[] = [
  { ...HERMES, ...WITHOUT_WASM, agent: /^Hermes\//, missingGlobals: ["SharedArrayBuffer", "structuredClone"] },
  { ...QUICKJS, ...WITHOUT_WASM, agent: /^QuickJS\//, missingGlobals: ["structuredClone"] },
];

/** These engines have `print` instead of `console.log`. */
const PRINT = `import { keepContract } from "./contract.js";
keepContract().then((report) => print(JSON.stringify(report)), (error) => print(String(error)));
`;

const folder = installPackage();
beforeAll(async () => {
  await writeContract(folder);
  const program = join(folder, "print-by-print.js");
  writeFileSync(program, PRINT);
  await bundle(program, folder);
});

describe.each(interpreters)("on $name", (interpreter) => {
  it("the installed package keeps every promise in JavaScript", async () => {
    const report: Report = JSON.parse(await run(interpreter, folder));
    expectDocumented("interpreters", interpreter.name, report.agent, report);
    expect(brokenPromises(report, interpreter)).toEqual([]);
  });
});
