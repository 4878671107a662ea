/** The package, imported and required, in every version of Node that it supports. */
import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { installPackage } from "../package/installed.js";

const folder = installPackage();
copyFileSync(join(import.meta.dirname, "programs/both-forms.cjs"), join(folder, "both-forms.cjs"));

const ENGINES = join(import.meta.dirname, "../../installs/runtimes/node_modules");
const POOL = { threads: 2, same: true };
const ONE_THREAD = { threads: 1, reason: "threads need Node.js 20.16 or newer, this is 20.0.0", same: true };

const nodes = [
  { engine: "node20.0", version: /^v20\.0\.0$/, engines: "two", relaxed: "wasm-simd", pool: ONE_THREAD },
  { engine: "node20.19", version: /^v20\.19\./, engines: "one", relaxed: "wasm-simd", pool: POOL },
  { engine: "node22", version: /^v22\./, engines: "one", relaxed: "wasm-relaxed-simd", pool: POOL },
  { engine: "node24", version: /^v24\./, engines: "one", relaxed: "wasm-relaxed-simd", pool: POOL },
  { engine: "node26", version: /^v26\./, engines: "one", relaxed: "wasm-relaxed-simd", pool: POOL },
];

interface FormsReport {
  readonly version: string;
  readonly differences: readonly string[];
  readonly engines: Readonly<Record<string, string>>;
  readonly backends: Readonly<Record<string, string>>;
  readonly hashes: Readonly<Record<string, string>>;
  readonly pools: readonly unknown[];
  readonly adapters: readonly string[];
}

function run(program: string): FormsReport {
  return JSON.parse(execFileSync(program, ["both-forms.cjs"], { cwd: folder, encoding: "utf8" }));
}

describe.each(nodes)("on $engine", ({ engine, version, engines, relaxed, pool }) => {
  let report: FormsReport;
  beforeAll(() => {
    report = run(join(ENGINES, engine, "bin/node"));
    expect(report.version).toMatch(version);
  });

  it("import and require return the same functions and bits, and accept each other's arenas", () => {
    expect(report.differences).toEqual([]);
  });

  it("import and require share one engine if Node supports the condition module-sync", () => {
    expect(new Set(Object.values(report.engines))).toEqual(new Set([engines]));
  });

  it("require computes with the fastest backend of the engine, and with the same bits on every Node", () => {
    expect(report.backends).toEqual({
      "elu-simd": "wasm-simd",
      "elu-simd/relaxed": relaxed,
      "elu-simd/exact": "wasm-exact-simd",
    });
    expect(report.hashes).toEqual(run(process.execPath).hashes);
  });

  it("a required pool computes on threads from Node 20.16 on, also with workerUrl", () => {
    expect(report.pools).toEqual([pool, pool, pool, pool]);
  });

  it("the adapter for TensorFlow.js can be imported and required", () => {
    expect(report.adapters).toEqual(["function", "function"]);
  });
});
