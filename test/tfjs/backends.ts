import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { beforeAll, describe } from "vitest";

/** Those that run in Node; browsers have more (browsers/). */
export const backendNames = ["cpu", "wasm"] as const;

export type BackendName = (typeof backendNames)[number];

/** TensorFlow.js stays on another backend, with a warning at most, where the one asked for cannot be had. */
export async function useBackend(name: BackendName): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js cannot use its ${name} backend here`);
}

/** Runs one suite of promises on every backend. */
export function onEveryBackend(title: string, suite: (backend: BackendName) => void): void {
  describe.each(backendNames)(`${title} (%s)`, (backend) => {
    beforeAll(() => useBackend(backend));
    suite(backend);
  });
}

/** What is in a float32 tensor; the tensor is gone then. */
export function floatsIn(tensor: tf.Tensor): Float32Array {
  const floats = tensor.dataSync<"float32">().slice();
  tensor.dispose();
  return floats;
}
