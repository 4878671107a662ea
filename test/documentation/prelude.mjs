/** What the code of the pages takes for granted: the names that it does not declare itself. */
import { deepEqual } from "node:assert/strict";
import { register } from "node:module";
import * as functions from "elu-simd";

const batch = 4;
const units = 32;

Object.assign(globalThis, functions, {
  batch,
  units,
  batches: [new Float32Array(batch), new Float32Array(batch)],
  linear: (_images, activations) => activations.fill(-1),
  lossGradient: (_activations, gradients) => gradients.fill(1),
  y: new Float32Array(batch * units).fill(-1),
  expectEqual(actual, expected) {
    deepEqual(actual, Array.isArray(expected) ? Float32Array.from(expected) : expected);
  },
});

/** A host in which the import of a .wasm file gives a module, compiled. */
const hooks = `export async function load(url, context, next) {
  if (!url.endsWith(".wasm")) return next(url, context);
  const source = \`import { readFileSync } from "node:fs";
    export default new WebAssembly.Module(readFileSync(new URL("\${url}")));\`;
  return { format: "module", shortCircuit: true, source };
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
