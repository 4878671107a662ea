/** The package in Jest, as it comes, and in ts-jest. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { installPackage } from "../package/installed.js";

const CHECKERS = join(import.meta.dirname, "../../on-demand/checkers/node_modules");
const folder = installPackage();
for (const name of ["jest", "ts-jest", "typescript", "@jest"]) {
  symlinkSync(join(CHECKERS, name), join(folder, "node_modules", name), "junction");
}

/** What a project tests of each entry point; the promise of the pool's threads takes its worker's script, too. */
const TESTS = `
test("elu computes in WebAssembly", () => {
  expect(getBackend().name).toBe("wasm-simd");
  expect(Array.from(elu(Float32Array.of(-1, 0, 2), { alpha: 2 }))).toEqual([-1.264241099357605, 0, 2]);
});
test("relaxed computes", () => {
  expect(relaxed.elu(Float32Array.of(2))[0]).toBe(2);
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
import * as relaxed from "elu-simd/relaxed";
import { createPool } from "elu-simd/threads";
import { registerElu } from "elu-simd/tfjs";
`;
const REQUIRES = `const { elu, getBackend } = require("elu-simd");
const relaxed = require("elu-simd/relaxed");
const { createPool } = require("elu-simd/threads");
const { registerElu } = require("elu-simd/tfjs");
`;

interface Project {
  readonly type: "commonjs" | "module";
  readonly test: { readonly file: string; readonly code: string };
  readonly flags?: readonly string[];
  readonly jest?: object;
  readonly compilerOptions?: object;
}

/** How many tests have passed and failed in a project of a user, and what Jest says of the latter. */
function testProject(name: string, { type, test, flags = [], jest, compilerOptions }: Project) {
  const jestFile = join(CHECKERS, "jest/bin/jest.js");
  if (!existsSync(jestFile)) throw new Error(`Jest is missing: \`npm run test:suite -- published\` installs it`);
  const project = join(folder, name);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type, jest }));
  if (compilerOptions) writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  writeFileSync(join(project, test.file), test.code);
  const report = join(project, "report.json");
  try {
    execFileSync(process.execPath, [...flags, jestFile, "--json", "--outputFile", report], {
      cwd: project,
      stdio: "pipe",
    });
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr);
  }
  const { numPassedTests } = JSON.parse(readFileSync(report, "utf8"));
  return `${numPassedTests} passed`;
}

it("Jest without settings requires every entry point", () => {
  const test = { file: "user.test.js", code: REQUIRES + PLAIN_TESTS };
  expect(testProject("required", { type: "commonjs", test })).toBe("4 passed");
});

it("Jest with native modules imports every entry point", () => {
  const test = { file: "user.test.mjs", code: IMPORTS + PLAIN_TESTS };
  const jest = { testMatch: ["**/*.test.mjs"] };
  const flags = ["--experimental-vm-modules"];
  expect(testProject("imported", { type: "module", test, flags, jest })).toBe("4 passed");
});

const TYPESCRIPT = {
  file: "user.test.ts",
  code: `import { expect, test } from "@jest/globals";\n${IMPORTS}${TESTS}`,
};
const strict = { strict: true, target: "es2022", types: [] };

it.each([
  ["commonjs", "node10"],
  ["node16", "node16"],
])("ts-jest with its preset takes every entry point, module %s and moduleResolution %s", (module, moduleResolution) => {
  const compilerOptions = { ...strict, module, moduleResolution, ignoreDeprecations: "6.0" };
  const jest = { preset: "ts-jest" };
  expect(testProject(`ts-${module}`, { type: "commonjs", test: TYPESCRIPT, jest, compilerOptions })).toBe("4 passed");
});

it("ts-jest with native modules takes every entry point", () => {
  const compilerOptions = { ...strict, module: "nodenext", moduleResolution: "nodenext" };
  const jest = { preset: "ts-jest/presets/default-esm" };
  const flags = ["--experimental-vm-modules"];
  expect(testProject("ts-modules", { type: "module", test: TYPESCRIPT, jest, compilerOptions, flags })).toBe(
    "4 passed",
  );
});

it("a test that fails in Jest makes the suite fail", () => {
  const test = {
    file: "user.test.js",
    code: 'test("wrong", () => expect(require("elu-simd").elu(Float32Array.of(2))[0]).toBe(1));',
  };
  expect(testProject("failing", { type: "commonjs", test })).toMatch(/Expected: 1/);
});
