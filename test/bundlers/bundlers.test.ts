import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { writeContract } from "../engines/bundle-contract.js";
import { brokenPromises } from "../engines/judge.js";
import type { Report } from "../engines/report.js";
import { copyToBreak, installPackage } from "../package/installed.js";
import { runtimes } from "../runtimes/runtimes.js";
import { budgets } from "./budgets.js";
import { type Bundler, bundle, bundlers, optimize, runTool } from "./bundlers.js";

/** The part of the DOM that Vite's bundles use first, to check whether the browser preloads modules. */
const PAGE = `data:text/javascript,globalThis.document = { createElement: () => ({ relList: { supports: () => true } }) }`;

const CONTRACT = `import { keepContract } from "../contract.js"; keepContract().then((report) => console.log(JSON.stringify(report)));`;

const folder = installPackage();
const [currentNode] = runtimes;
beforeAll(() => writeContract(folder));

/** Output of a bundle in Node. */
function run(file: string): string {
  return execFileSync(process.execPath, ["--import", PAGE, file], { encoding: "utf8" }).trim();
}

/** Bundles a program in a new folder next to the contract, and returns the path of the bundle. */
function bundleOf(bundler: Bundler, program: string, installed = folder): string {
  return bundle(bundler, mkdtempSync(join(installed, "bundle-")), program);
}

const sizes = new Map<string, number>();

/** Size of a compressed bundle in bytes. */
function bundleSize(bundler: Bundler, program: string): number {
  const key = `${bundler.name}: ${program}`;
  const size = sizes.get(key) ?? brotliCompressSync(readFileSync(bundleOf(bundler, program))).length;
  sizes.set(key, size);
  return size;
}

/** Bytes by which a compressed bundle exceeds that of a program with nothing to bundle. */
function addedSize(bundler: Bundler, program: string): number {
  return bundleSize(bundler, program) - bundleSize(bundler, "console.log(1);");
}

describe.each(bundlers)("$name without settings", (bundler) => {
  it("bundles every entry point, and the bundle keeps every promise", () => {
    const report: Report = JSON.parse(run(bundleOf(bundler, CONTRACT)));
    expect(brokenPromises(report, currentNode)).toEqual([]);
  });

  it.each(budgets)("bundles one function of $entryPoint, and the bundle runs", ({ program, prints }) => {
    expect(run(bundleOf(bundler, program))).toBe(prints);
  });

  it("leaves out entry points that are imported but not used", () => {
    const unused = budgets.map(({ entryPoint }, k) => `import * as unused${k} from "${entryPoint}";`).join("\n");
    expect(addedSize(bundler, `${unused}\nconsole.log(2);`)).toBeLessThan(20);
    for (const { program } of budgets) {
      const difference = addedSize(bundler, unused + program) - addedSize(bundler, program);
      // esbuild renames variables, which then compress differently. An entry point has thousands of bytes.
      expect(Math.abs(difference)).toBeLessThan(100);
    }
  });
});

describe.each(bundlers.filter(({ minifies }) => minifies))("a bundle that $name minifies", (bundler) => {
  it.each(budgets)("has at most $one bytes for one function of $entryPoint", ({ program, one }) => {
    expect(addedSize(bundler, program)).toBeLessThanOrEqual(one);
  });

  it.each(budgets)("has at most $all bytes for all functions of $entryPoint", ({ entryPoint, all }) => {
    const size = addedSize(bundler, `import * as functions from "${entryPoint}"; console.log(functions);`);
    expect(size).toBeLessThanOrEqual(all);
  });
});

it.each(budgets)("Vite's dev server bundles $entryPoint, and the module runs", ({ entryPoint, program, prints }) => {
  const served = mkdtempSync(join(folder, "served-"));
  const module = optimize(served, program, entryPoint);
  writeFileSync(join(served, "main.js"), program.replace(`"${entryPoint}"`, JSON.stringify(module)));
  expect(run(join(served, "main.js"))).toBe(prints);
});

const [esbuild] = bundlers.filter(({ name }) => name === "esbuild");

it("Closure Compiler with SIMPLE optimizations compiles esbuild's bundle for es2021, which keeps every promise", () => {
  const lowered = { ...esbuild, command: [...esbuild.command, "--target=es2021"] } as const;
  const input = bundleOf(lowered, CONTRACT);
  const dist = dirname(input);
  const args = ["-O", "SIMPLE", "--language_in", "ECMASCRIPT_NEXT", "--language_out", "ECMASCRIPT_2021"];
  const files = ["--js", input, "--js_output_file", "compiled.mjs"];
  runTool("google-closure-compiler", [...args, ...files], dist);
  expect(brokenPromises(JSON.parse(run(join(dist, "compiled.mjs"))), currentNode)).toEqual([]);
});

describe("the suite", () => {
  it("has a budget for every entry point of the package", () => {
    const { exports } = JSON.parse(readFileSync(join(folder, "node_modules/elu-simd/package.json"), "utf8"));
    const modules = Object.keys(exports).filter((name) => !/\.(wasm|json|js)$/.test(name));
    expect(budgets.map(({ entryPoint }) => entryPoint)).toEqual(modules.map((name) => name.replace(".", "elu-simd")));
  });

  it("notices an unused entry point that tree shaking keeps", () => {
    const broken = copyToBreak(folder);
    const manifest = join(broken, "node_modules/elu-simd/package.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"sideEffects": false', '"sideEffects": true'));
    const entry = join(broken, "node_modules/elu-simd/dist/index.js");
    writeFileSync(entry, `${readFileSync(entry, "utf8")}\nconsole.log(createElu());\n`);
    const unused = readFileSync(bundleOf(esbuild, 'import * as unused from "elu-simd";', broken));
    expect(brotliCompressSync(unused).length).toBeGreaterThan(4000);
  });
});
