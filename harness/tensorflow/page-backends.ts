/** The backends of TensorFlow.js in a page of pages.ts. */
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-backend-webgpu";
import { registerElu } from "elu-simd/tfjs";

setWasmPaths(new URL("wasm/", location.href).href);

export interface Flags {
  readonly [name: string]: boolean | number;
}

/** Recreates the backend with these flags. Returns whether the browser supports the backend. */
export async function recreateBackend(backend: string, flags: Flags = {}): Promise<boolean> {
  registerElu(tf).unregister();
  const factory = tf.findBackendFactory(backend);
  tf.removeBackend(backend);
  tf.registerBackend(backend, factory, 3);
  for (const [name, value] of Object.entries(flags)) tf.env().set(name, value);
  const available = await tf.setBackend(backend).catch(() => false);
  return available && tf.getBackend() === backend;
}
