import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { beforeAll, describe } from "vitest";
import { useBackend as useBackendOf } from "../../harness/tensorflow-backend.js";

/** Those that run in Node; browsers have more (browsers/). */
export const backendNames = ["cpu", "wasm"] as const;

export type BackendName = (typeof backendNames)[number];

export const useBackend = (name: BackendName): Promise<void> => useBackendOf(tf, name);

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
