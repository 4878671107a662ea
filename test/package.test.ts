import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "rolldown";
import { describe, expect, it } from "vitest";
import { installPackage } from "./package/installed.js";

describe("the packed package", () => {
  const folder = installPackage();
  const installed = join(folder, "node_modules", "elu-simd");

  /** The output of a user's program. */
  function printedBy(program: string): string {
    writeFileSync(join(folder, "user.mjs"), program);
    return execFileSync(process.execPath, ["user.mjs"], { cwd: folder, encoding: "utf8" }).trim();
  }

  it("is one module with one engine for import and require in a plain .mjs, without await, flags or settings", () => {
    const program = `import { createRequire } from "node:module";
      import * as imported from "elu-simd";
      const required = createRequire(import.meta.url)("elu-simd");
      console.log(imported.elu === required.elu, imported.getBackend().name, required.elu(Float32Array.of(-1, 0, 2), { alpha: 2.0 }).join(" "));`;
    expect(printedBy(program)).toBe("true wasm-simd -1.264241099357605 0 2");
  });

  it("has a pool of threads, which keeps no process alive that does not close it", () => {
    const program = `import { createPool } from "elu-simd/threads";
      const pool = await createPool({ threads: 2, capacity: 2 ** 20 });
      const x = pool.alloc(2 ** 20).fill(-1);
      await pool.elu(x, { out: x });
      console.log(pool.threads, pool.reason, new Set(x).size, x[0]);`;
    expect(printedBy(program)).toBe("2 undefined 1 -0.6321205496788025");
  });

  it("exports its module as a file, for hosts that compile it themselves", () => {
    const program = `import { readFileSync } from "node:fs";
      import { createElu } from "elu-simd";
      const module = new WebAssembly.Module(readFileSync(new URL(import.meta.resolve("elu-simd/elu.wasm"))));
      console.log(createElu({ backend: "wasm-simd", module }).getBackend().name);`;
    expect(printedBy(program)).toBe("wasm-simd");
  });

  it("takes less than 6,450 bytes if elu alone is bundled, minified and compressed", async () => {
    const entry = join(folder, "bundled.js");
    writeFileSync(entry, 'export { elu } from "elu-simd";');
    const { output } = await build({ input: entry, output: { minify: true }, write: false });
    expect(brotliCompressSync(output[0].code).length).toBeLessThan(6450);
  });

  it("is one file for each entry point", () => {
    const files = readdirSync(join(installed, "dist")).filter((name) => name.endsWith(".js"));
    expect(files).toEqual(["exact.js", "index.js", "relaxed.js", "tfjs.js", "threads.js"]);
  });

  it("has the adapter for TensorFlow.js in a separate entry point, which imports the functions from elu-simd", () => {
    const [index, relaxed, exact, tfjs] = ["index", "relaxed", "exact", "tfjs"].map((name) =>
      readFileSync(join(installed, "dist", `${name}.js`), "utf8"),
    );
    expect(tfjs.match(/^import .*/gm)).toEqual(['import { createElu, elu, eluBackward, selu } from "elu-simd";']);
    for (const core of [index, relaxed, exact]) expect(core).not.toMatch(/tensor|registerElu/i);
  });

  it("compiles nothing when an entry point is imported", () => {
    const program = `WebAssembly.Module = class { constructor() { throw new Error("compiled"); } };
      const names = ["elu-simd", "elu-simd/exact", "elu-simd/relaxed", "elu-simd/threads", "elu-simd/tfjs"];
      for (const name of names) console.log(name, Object.keys(await import(name)).length > 0);`;
    expect(printedBy(program)).not.toContain("false");
  });
});
