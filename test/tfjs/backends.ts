import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { beforeAll, describe } from "vitest";
import { useBackend as useBackendOf } from "../../harness/tensorflow/backend.js";

/** The backends that run in Node. Browsers have more (browsers/). */
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

/** Reads a float32 tensor and disposes of it. */
export function floatsIn(tensor: tf.Tensor): Float32Array {
  const floats = tensor.dataSync<"float32">().slice();
  tensor.dispose();
  return floats;
}
