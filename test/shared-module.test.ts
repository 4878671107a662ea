import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { EXACT_CONSTANTS, FLOAT32_CONSTANTS, kernelImports } from "../src/core/kernel-imports.js";
import type { Kernels } from "../src/core/kernels.js";
import { withSharedMemory } from "../src/core/shared-module.js";

it.each([
  ["elu", FLOAT32_CONSTANTS],
  ["elu-relaxed", FLOAT32_CONSTANTS],
  ["elu-exact", EXACT_CONSTANTS],
])("%s.wasm computes over a shared memory of any size", (name, constants) => {
  const bytes = readFileSync(`dist/${name}.wasm`);
  const module = new WebAssembly.Module(withSharedMemory(bytes));
  for (const maximum of [1, 65_536]) {
    const memory = new WebAssembly.Memory({ initial: 1, maximum, shared: true });
    const floats = new Float32Array(memory.buffer, 0, 6).fill(-1);
    const kernels = new WebAssembly.Instance(module, kernelImports(memory, constants)).exports as unknown as Kernels;
    kernels.forward(0, 0, 5, 1, 1, 1);
    expect([...floats]).toEqual([...Array(5).fill(Math.fround(Math.expm1(-1))), -1]);
  }
  const unshared = kernelImports(new WebAssembly.Memory({ initial: 1 }), constants);
  expect(() => new WebAssembly.Instance(module, unshared)).toThrow(WebAssembly.LinkError);
});
