/** The package in Node's startup snapshots, which are built without WebAssembly. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { installPackage } from "../package/installed.js";

const ENGINES = join(import.meta.dirname, "../../installs/runtimes/node_modules");
const folder = installPackage();

/** A program in one file, as snapshots require: it calls functions in the snapshot, and again in a process from it. */
function program(file: string): string {
  const code = readFileSync(join(folder, "node_modules/elu-simd/dist", file), "utf8");
  return `const exports = {};
    (function () { ${code}
    })();
    const { createArena, createElu, elu, getBackend } = exports;
    const arena = createArena(1024);
    const [x, chosen] = [arena.alloc(1024).fill(-1e-8), createElu({ backend: "js" })];
    const own = createElu();
    const before = [elu(x)[0], own.elu(x)[0], getBackend().name];
    require("node:v8").startupSnapshot.setDeserializeMainFunction(() => {
      const after = [elu(x)[0], own.elu(x)[0], elu(createArena(1024).alloc(1024))[0], getBackend().name];
      console.log(JSON.stringify({ before, after, own: own.getBackend().name, chosen: chosen.getBackend().name }));
    });`;
}

describe.each(["node20.19", "node22", "node24", "node26"])("a snapshot of %s", (engine) => {
  it.each([
    ["index.cjs", "js", "wasm-simd"],
    ["exact.cjs", "js", "wasm-exact-simd"],
    ["relaxed.cjs", "js-relaxed", engine === "node20.19" ? "wasm-simd" : "wasm-relaxed-simd"],
  ])("computes in JavaScript while it is built, and in WebAssembly when it starts: %s", (file, building, started) => {
    const run = (...args: string[]) =>
      execFileSync(join(ENGINES, engine, "bin/node"), args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
    writeFileSync(join(folder, "entry.cjs"), program(file));
    run("--snapshot-blob", "started.blob", "--build-snapshot", "entry.cjs");
    const y = -9.99999993922529e-9;
    expect(JSON.parse(run("--snapshot-blob", "started.blob"))).toEqual({
      ...{ before: [y, y, building], after: [y, y, 0, started], own: started, chosen: "js" },
    });
  });
});
