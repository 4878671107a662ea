import { afterEach, describe, expect, it, vi } from "vitest";
import type { BackendName } from "../src/index.js";
import { createPool } from "../src/threads.js";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { functionsOn } from "./support/backends.js";
import { isRelaxed, RealWebAssembly, refuseModules, withWebAssembly } from "./support/web-assembly.js";

afterEach(() => vi.unstubAllGlobals());

describe.each([
  {
    what: "a page that is not cross-origin isolated",
    take: () => vi.stubGlobal("crossOriginIsolated", false),
    reason: "this page is not cross-origin isolated",
  },
  {
    what: "an engine without SharedArrayBuffer",
    take: () => vi.stubGlobal("SharedArrayBuffer", undefined),
    reason: "this engine has no SharedArrayBuffer",
  },
  {
    what: "an engine without workers",
    take: () => vi.stubGlobal("process", undefined),
    reason: "this engine has no workers",
  },
  {
    what: "Node before it gave its modules to whom it does not know",
    take: () => vi.stubGlobal("process", { versions: { node: "20.15.1" } }),
    reason: "threads need Node.js 20.16 or newer, this is 20.15.1",
  },
  {
    what: "an engine without WebAssembly",
    take: () => vi.stubGlobal("WebAssembly", undefined),
    reason: "this engine has no WebAssembly",
    backend: "js",
  },
  {
    what: "memory that cannot be shared",
    take: () =>
      withWebAssembly({
        Memory: function Memory({ shared, ...limits }: WebAssembly.MemoryDescriptor) {
          if (shared) throw new RangeError("could not allocate memory");
          return new RealWebAssembly.Memory(limits);
        },
      }),
    reason: "no shared WebAssembly memory is available (RangeError: could not allocate memory)",
  },
  {
    what: "an engine that ignores that a memory is to be shared",
    take: () =>
      withWebAssembly({
        Memory: function Memory({ shared: _, ...limits }: WebAssembly.MemoryDescriptor) {
          return new RealWebAssembly.Memory(limits);
        },
      }),
    reason: "this engine has no shared WebAssembly memory",
  },
  {
    what: "a policy that forbids compiling",
    take: () =>
      withWebAssembly({
        Module: function Module() {
          throw new Error("forbidden");
        },
      }),
    reason: "this host forbids compiling WebAssembly (Error: forbidden)",
    backend: "js",
  },
])("in $what, a pool", ({ take, reason, backend = "wasm-simd" }) => {
  it("has one thread, says why, and computes the same", async () => {
    const expected = functionsOn(backend as BackendName);
    take();
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
  it("computes with the deterministic kernels, and says why", async () => {
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
