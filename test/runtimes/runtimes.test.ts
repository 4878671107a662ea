import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { writeContract } from "../engines/bundle-contract.js";
import { expectDocumented } from "../engines/documented.js";
import { brokenPromises } from "../engines/judge.js";
import { flipLastBits } from "../package/broken.js";
import { copyToBreak, installPackage } from "../package/installed.js";
import { runContract, runtimes, serveWorker } from "./runtimes.js";

const folder = installPackage();
const [currentNode] = runtimes;
beforeAll(() => writeContract(folder));

describe.each(runtimes)("on $name", (runtime) => {
  it("the installed package keeps every promise", async () => {
    const report = await runContract(runtime, folder);
    const version = execFileSync(runtime.program, ["--version"], { encoding: "utf8" });
    expectDocumented("runtimes", runtime.name, version, report);
    expect(brokenPromises(report, runtime)).toEqual([]);
  });
});

describe.each(runtimes.filter(({ withoutSimd }) => withoutSimd))("on $name without SIMD", (runtime) => {
  it("the package falls back to JavaScript, gives the reason, and keeps every promise", async () => {
    const report = await runContract(runtime, folder, runtime.withoutSimd);
    const lacking = {
      ...runtime,
      lacks: ["wasm-relaxed-simd", "wasm-exact-simd", "wasm-simd"],
      oneThread: /^this engine has no WebAssembly SIMD \(/,
    } as const;
    expect(brokenPromises(report, lacking)).toEqual([]);
    expect(brokenPromises(report, runtime)).toContainEqual(
      expect.stringMatching(/^elu-simd computes with js, not wasm-simd: this engine has no WebAssembly SIMD \(/),
    );
  });
});

const [workerd] = runtimes.filter(({ name }) => name === "workerd");

it("createElu accepts a module that workerd imports from a file", async () => {
  const code = `import { createElu } from "elu-simd";
    import module from "elu-simd/elu.wasm";
    const { getBackend } = createElu({ backend: "wasm-simd", module });
    export default { fetch: () => Response.json([String(module), getBackend().name]) };`;
  expect(await serveWorker(workerd.program, folder, code)).toEqual(["[object WebAssembly.Module]", "wasm-simd"]);
});

it.each(["2023-09-01", "2024-10-01", "2026-11-01"])(
  "a pool in workerd, which has no workers, has one thread with SIMD, also with Node's modules of %s",
  async (date) => {
    const code = `import { createPool } from "elu-simd/threads";
      export default { async fetch() {
        const pool = await createPool({ threads: 2, capacity: 1000 });
        const y = await pool.elu(Float32Array.of(2));
        return Response.json([pool.threads, pool.reason, pool.getBackend().name, y[0]]);
      } };`;
    // A flag that the date already implies is an error.
    const flags = date < "2026-08-04" ? ["nodejs_compat"] : [];
    const compatibility = { compatibility_date: date, compatibility_flags: flags };
    expect(await serveWorker(workerd.program, folder, code, compatibility)).toEqual([
      ...[1, "this engine has no workers", "wasm-simd", 2],
    ]);
  },
);

describe("the suite notices", () => {
  it("a wrong last bit", async () => {
    const broken = copyToBreak(folder);
    flipLastBits(broken);
    expect(brokenPromises(await runContract(currentNode, broken), currentNode)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^elu-simd, wasm-simd: elu has the bits that are stored: Error: the bits of wasm-simd hash/,
        ),
        expect.stringMatching(/^elu-simd, js: elu is within its bound of float64, .*: Error: elu, value at -0\.\d/),
      ]),
    );
  });

  it("a package that makes workerd compile bytes, which its policy forbids", async () => {
    const broken = copyToBreak(folder);
    const file = join(broken, "node_modules/elu-simd/package.json");
    const { exports, ...rest } = JSON.parse(readFileSync(file, "utf8"));
    for (const conditions of Object.values(exports) as Record<string, string>[]) delete conditions.workerd;
    writeFileSync(file, JSON.stringify({ ...rest, exports }));
    expect(brokenPromises(await runContract(workerd, broken), workerd)).toContainEqual(
      expect.stringMatching(/^elu-simd computes with js, not wasm-simd: this host forbids compiling WebAssembly \(/),
    );
  });

  it("a worker that does not start, because its modules are missing", async () => {
    const broken = copyToBreak(folder);
    rmSync(join(broken, "node_modules/elu-simd/dist/elu.wasm"));
    await expect(runContract(workerd, broken)).rejects.toThrow(/^workerd does not start: [\s\S]*elu\.wasm/);
  });

  it("an engine that runs in place of another", async () => {
    const [bun] = runtimes.filter(({ name }) => name === "Bun");
    const report = await runContract(currentNode, folder);
    expect(brokenPromises(report, bun)[0]).toBe(`the engine is ${report.agent}, not /^Bun\\//`);
  });
});
