import { afterEach, describe, expect, it, vi } from "vitest";
import type { BackendName } from "../src/index.js";
import { createPool } from "../src/threads.js";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { functionsOn } from "./support/backends.js";
import { isRelaxed, RealWebAssembly, refuseModules, throwing, withWebAssembly } from "./support/web-assembly.js";

afterEach(() => vi.unstubAllGlobals());

/** Imitates an engine that creates memories with the limits that `change` returns. */
function changeMemory(change: (limits: WebAssembly.MemoryDescriptor) => WebAssembly.MemoryDescriptor): void {
  withWebAssembly({
    Memory: function Memory(limits: WebAssembly.MemoryDescriptor) {
      return new RealWebAssembly.Memory(change(limits));
    },
  });
}

describe.each<[environment: string, reason: string, takeAway: () => void, backend?: BackendName]>([
  [
    "a page that is not cross-origin isolated",
    "this page is not cross-origin isolated",
    () => vi.stubGlobal("crossOriginIsolated", false),
  ],
  [
    "an engine without SharedArrayBuffer",
    "this engine has no SharedArrayBuffer",
    () => vi.stubGlobal("SharedArrayBuffer", undefined),
  ],
  ["an engine without workers", "this engine has no workers", () => vi.stubGlobal("process", undefined)],
  [
    "Node before process.getBuiltinModule",
    "threads need Node.js 20.16 or newer, this is 20.15.1",
    () => vi.stubGlobal("process", { versions: { node: "20.15.1" } }),
  ],
  [
    "an engine without WebAssembly",
    "this engine has no WebAssembly",
    () => vi.stubGlobal("WebAssembly", undefined),
    "js",
  ],
  [
    "an engine that runs out of shared memory",
    "no shared WebAssembly memory is available (RangeError: could not allocate memory)",
    () =>
      changeMemory((limits) => {
        if (limits.shared) throw new RangeError("could not allocate memory");
        return limits;
      }),
  ],
  [
    "an engine that ignores the option shared of memories",
    "this engine has no shared WebAssembly memory",
    () => changeMemory((limits) => ({ ...limits, shared: false })),
  ],
  [
    "a page whose policy forbids compiling",
    "this host forbids compiling WebAssembly (Error: forbidden)",
    () => withWebAssembly({ Module: throwing(new Error("forbidden")) }),
    "js",
  ],
])("in %s, a pool", (_, reason, takeAway, backend = "wasm-simd") => {
  it("has one thread, reports the reason, and computes the same", async () => {
    const expected = functionsOn(backend);
    takeAway();
    const pool = await createPool({ threads: 2, capacity: 1000 });
    expect([pool.threads, pool.reason]).toEqual([1, reason]);
    expect(pool.getBackend().name).toBe(backend);
    const x = pool.alloc(1000);
    x.set(normalFloats(1000));
    assertSameBits(await pool.elu(x), expected.elu(x));
    await pool.close();
  });
});

describe("a pool without relaxed SIMD", () => {
  it("computes with the deterministic kernels, and reports the reason", async () => {
    refuseModules(isRelaxed);
    const pool = await createPool({ threads: 2, capacity: 1000, relaxed: true });
    expect(pool.threads).toBe(2);
    expect(pool.getBackend()).toEqual({
      name: "wasm-simd",
      reason: "this engine has no WebAssembly relaxed SIMD (CompileError: invalid opcode)",
    });
    await pool.close();
  });
});
