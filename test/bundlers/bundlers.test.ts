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

/** What Vite's bundles ask first: whether the browser preloads modules by itself. */
const PAGE = `data:text/javascript,globalThis.document = { createElement: () => ({ relList: { supports: () => true } }) }`;

const CONTRACT = `import { keepContract } from "../contract.js"; keepContract().then((report) => console.log(JSON.stringify(report)));`;

const folder = installPackage();
const [machinesNode] = runtimes;
beforeAll(() => writeContract(folder));

/** What a bundle prints in Node. */
function run(file: string): string {
  return execFileSync(process.execPath, ["--import", PAGE, file], { encoding: "utf8" }).trim();
}

/** The bundle of a program, from a folder of its own beside the contract. */
function bundleOf(bundler: Bundler, program: string, installed = folder): string {
  return bundle(bundler, mkdtempSync(join(installed, "bundle-")), program);
}

const sizes = new Map<string, number>();

/** The bytes of a bundle, compressed. */
function sizeOf(bundler: Bundler, program: string): number {
  const key = `${bundler.name}: ${program}`;
  const size = sizes.get(key) ?? brotliCompressSync(readFileSync(bundleOf(bundler, program))).length;
  sizes.set(key, size);
  return size;
}

/** What a program takes beyond one with nothing in it, in bytes. */
function compressedSize(bundler: Bundler, program: string): number {
  return sizeOf(bundler, program) - sizeOf(bundler, "console.log(1);");
}

describe.each(bundlers)("$name without settings", (bundler) => {
  it("makes a bundle of every entry point that keeps every promise", () => {
    const report: Report = JSON.parse(run(bundleOf(bundler, CONTRACT)));
    expect(brokenPromises(report, machinesNode)).toEqual([]);
  });

  it.each(budgets)("makes a bundle of one function of $entryPoint that runs", ({ program, prints }) => {
    expect(run(bundleOf(bundler, program))).toBe(prints);
  });

  it("leaves out entry points that are imported and not used", () => {
    const unused = budgets.map(({ entryPoint }, k) => `import * as unused${k} from "${entryPoint}";`).join("\n");
    expect(compressedSize(bundler, `${unused}\nconsole.log(2);`)).toBeLessThan(20);
    for (const { program } of budgets) {
      const difference = compressedSize(bundler, unused + program) - compressedSize(bundler, program);
      // esbuild gives variables other names, which compress differently; an entry point takes thousands.
      expect(Math.abs(difference)).toBeLessThan(100);
    }
  });
});

describe.each(bundlers.filter(({ minifies }) => minifies))("a bundle that $name minifies", (bundler) => {
  it.each(budgets)("takes no more than $one bytes for one function of $entryPoint", ({ program, one }) => {
    expect(compressedSize(bundler, program)).toBeLessThanOrEqual(one);
  });

  it.each(budgets)("takes no more than $all bytes for all functions of $entryPoint", ({ entryPoint, all }) => {
    const size = compressedSize(bundler, `import * as functions from "${entryPoint}"; console.log(functions);`);
    expect(size).toBeLessThanOrEqual(all);
  });
});

it.each(budgets)("Vite's dev server makes one module of $entryPoint, which runs", ({ entryPoint, program, prints }) => {
  const served = mkdtempSync(join(folder, "served-"));
  const module = optimize(served, program, entryPoint);
  writeFileSync(join(served, "main.js"), program.replace(`"${entryPoint}"`, JSON.stringify(module)));
  expect(run(join(served, "main.js"))).toBe(prints);
});

const [esbuild] = bundlers.filter(({ name }) => name === "esbuild");

it("Closure Compiler with SIMPLE optimizations takes what esbuild makes of it for es2021, with every promise", () => {
  const lowered = { ...esbuild, command: [...esbuild.command, "--target=es2021"] } as const;
  const input = bundleOf(lowered, CONTRACT);
  const dist = dirname(input);
  const args = ["-O", "SIMPLE", "--language_in", "ECMASCRIPT_NEXT", "--language_out", "ECMASCRIPT_2021"];
  const files = ["--js", input, "--js_output_file", "compiled.mjs"];
  runTool("google-closure-compiler", [...args, ...files], dist);
  expect(brokenPromises(JSON.parse(run(join(dist, "compiled.mjs"))), machinesNode)).toEqual([]);
});

describe("the suite", () => {
  it("has a budget for every entry point of the package", () => {
    const { exports } = JSON.parse(readFileSync(join(folder, "node_modules/elu-simd/package.json"), "utf8"));
    const modules = Object.keys(exports).filter((name) => !/\.(wasm|json|js)$/.test(name));
    expect(budgets.map(({ entryPoint }) => entryPoint)).toEqual(modules.map((name) => name.replace(".", "elu-simd")));
  });

  it("notices an entry point that is not shaken away", () => {
    const broken = copyToBreak(folder);
    const manifest = join(broken, "node_modules/elu-simd/package.json");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace('"sideEffects": false', '"sideEffects": true'));
    const entry = join(broken, "node_modules/elu-simd/dist/index.js");
    writeFileSync(entry, `${readFileSync(entry, "utf8")}\nconsole.log(createElu());\n`);
    const unused = readFileSync(bundleOf(esbuild, 'import * as unused from "elu-simd";', broken));
    expect(brotliCompressSync(unused).length).toBeGreaterThan(4000);
  });
});
