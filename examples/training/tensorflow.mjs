import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";

/** @param {"cpu" | "wasm"} backend */
export async function useBackend(backend) {
  // It stays on another backend, silently but for a warning, where the one asked for cannot be had.
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js cannot use its ${backend} backend here`);
}
