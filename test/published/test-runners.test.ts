/** The package in its users' test runners: Jest, ts-jest and Vitest. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { installPackage } from "../package/installed.js";

const ROOT = join(import.meta.dirname, "../..");
const CHECKERS = join(ROOT, "installs/checkers/node_modules");
const folder = installPackage();
for (const name of ["jest", "@jest", "ts-jest", "typescript", "vitest"]) {
  const packages = name === "vitest" ? join(ROOT, "node_modules") : CHECKERS;
  symlinkSync(join(packages, name), join(folder, "node_modules", name), "junction");
}

/** A user's tests of every entry point. */
const TESTS = `
test("elu computes in WebAssembly", () => {
  expect(getBackend().name).toBe("wasm-simd");
  expect(Array.from(elu(Float32Array.of(-1, 0, 2), { alpha: 2 }))).toEqual([-1.264241099357605, 0, 2]);
});
test("relaxed and exact compute", () => {
  expect([relaxed, exact].map(({ elu }) => elu(Float32Array.of(2))[0])).toEqual([2, 2]);
});
test("a pool computes on two threads", async () => {
  const pool = await createPool({ threads: 2, capacity: 2 ** 20 });
  const x = pool.alloc(2 ** 20).fill(-1);
  await pool.elu(x, { out: x });
  expect([pool.threads, pool.reason, x[2 ** 19]]).toEqual([2, undefined, -0.6321205496788025]);
  await pool.close();
});
test("the adapter asks for TensorFlow.js", () => {
  expect(() => registerElu(undefined as never)).toThrow(TypeError);
});
`;
const PLAIN_TESTS = TESTS.replace(" as never", "");
const IMPORTS = `import { elu, getBackend } from "elu-simd";
import * as exact from "elu-simd/exact";
import * as relaxed from "elu-simd/relaxed";
import { createPool } from "elu-simd/threads";
import { registerElu } from "elu-simd/tfjs";
`;
const REQUIRES = IMPORTS.replace(/import (?:\* as )?(.*) from (.*);/g, "const $1 = require($2);");

/** The arguments by which Node starts each runner, which writes report.json. */
const JEST = [join(CHECKERS, "jest/bin/jest.js"), "--json", "--outputFile=report.json"];
const JEST_27 = [join(CHECKERS, "jest27/bin/jest.js"), ...JEST.slice(1)];
const NATIVE_JEST = ["--experimental-vm-modules", ...JEST];
const VITEST = [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--reporter=json", "--outputFile=report.json"];

interface Project {
  readonly runner: readonly string[];
  readonly manifest: { readonly type: "commonjs" | "module"; readonly jest?: object };
  readonly compilerOptions?: object;
  readonly file: string;
  readonly code: string;
}

/** The number of passed tests in a user's project, or the runner's errors if a test fails. */
function run({ runner, manifest, compilerOptions, file, code }: Project): string {
  const project = mkdtempSync(join(folder, "project-"));
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  if (compilerOptions) writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  writeFileSync(join(project, file), code);
  try {
    // On a slow and busy machine a pool may not start within the five seconds that runners give a test.
    execFileSync(process.execPath, [...runner, "--testTimeout=120000"], { cwd: project, stdio: "pipe" });
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr);
  }
  return `${JSON.parse(readFileSync(join(project, "report.json"), "utf8")).numPassedTests} passed`;
}

it.each([
  ["without settings", {}],
  ["with fake timers everywhere", { fakeTimers: { enableGlobally: true } }],
])("Jest %s requires every entry point", (_, jest) => {
  const project = { file: "user.test.js", code: REQUIRES + PLAIN_TESTS };
  expect(run({ runner: JEST, manifest: { type: "commonjs", jest }, ...project })).toBe("4 passed");
});

it("Jest 27, which ignores exports, requires every entry point with the setting of docs/setup.md", () => {
  const [, mapper] = /"moduleNameMapper": (\{.*\})/.exec(readFileSync(join(ROOT, "docs/setup.md"), "utf8")) ?? [];
  const manifest = { type: "commonjs", jest: { moduleNameMapper: JSON.parse(mapper) } } as const;
  expect(run({ runner: JEST_27, manifest, file: "user.test.js", code: REQUIRES + PLAIN_TESTS })).toBe("4 passed");
});

it("Jest 27 without settings requires the package itself", () => {
  const code = 'test("elu", () => expect(require("elu-simd").elu(Float32Array.of(2))[0]).toBe(2));';
  expect(run({ runner: JEST_27, manifest: { type: "commonjs" }, file: "user.test.js", code })).toBe("1 passed");
});

it("Jest with native modules imports every entry point", () => {
  const project = { file: "user.test.js", code: IMPORTS + PLAIN_TESTS };
  expect(run({ runner: NATIVE_JEST, manifest: { type: "module" }, ...project })).toBe("4 passed");
});

it("Vitest without settings imports every entry point", () => {
  const code = `import { expect, test } from "vitest";\n${IMPORTS}${TESTS}`;
  expect(run({ runner: VITEST, manifest: { type: "module" }, file: "user.test.ts", code })).toBe("4 passed");
});

const TYPESCRIPT = {
  file: "user.test.ts",
  code: `import { expect, test } from "@jest/globals";\n${IMPORTS}${TESTS}`,
};
const STRICT = { strict: true, target: "es2022", types: [] };

it.each([
  ["commonjs", "node10"],
  ["node16", "node16"],
])("ts-jest with its preset runs every entry point, module %s and moduleResolution %s", (module, moduleResolution) => {
  const compilerOptions = { ...STRICT, module, moduleResolution, ignoreDeprecations: "6.0" };
  const manifest = { type: "commonjs", jest: { preset: "ts-jest" } } as const;
  expect(run({ runner: JEST, manifest, compilerOptions, ...TYPESCRIPT })).toBe("4 passed");
});

it("ts-jest with native modules runs every entry point", () => {
  const compilerOptions = { ...STRICT, module: "nodenext", moduleResolution: "nodenext" };
  const manifest = { type: "module", jest: { preset: "ts-jest/presets/default-esm" } } as const;
  expect(run({ runner: NATIVE_JEST, manifest, compilerOptions, ...TYPESCRIPT })).toBe("4 passed");
});

it("a type error in ts-jest makes the suite fail", () => {
  const manifest = { type: "commonjs", jest: { preset: "ts-jest" } } as const;
  const code = 'import { elu } from "elu-simd"; elu("x");';
  const compilerOptions = { ...STRICT, module: "node16", moduleResolution: "node16" };
  expect(run({ runner: JEST, manifest, compilerOptions, file: "user.test.ts", code })).toMatch(/TS2345/);
});

it("a failed test in Jest makes the suite fail", () => {
  const code = 'test("wrong", () => expect(require("elu-simd").elu(Float32Array.of(2))[0]).toBe(1));';
  expect(run({ runner: JEST, manifest: { type: "commonjs" }, file: "user.test.js", code })).toMatch(/Expected: 1/);
});
