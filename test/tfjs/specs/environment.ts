/** Sets the backend of the specs, with the adapter or without. Must be imported before the specs. */
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { setTestEnvs } from "@tensorflow/tfjs-core/dist/jasmine_util.js";
import { registerElu } from "elu-simd/tfjs";

export interface Settings {
  readonly backend: "cpu" | "wasm" | "webgl";
  /** Whether the adapter is registered. */
  readonly registered: boolean;
  /** The folder of the wasm backend's files. */
  readonly wasmPath: string;
}

/** A global that specs.test.ts puts at the start of the script. */
declare const settings: Settings;
const { backend, registered, wasmPath } = settings;

/** The flags with which TensorFlow.js runs its specs. */
const WEBGL_FLAGS = { WEBGL_VERSION: 2, WEBGL_CPU_FORWARD: false, WEBGL_SIZE_UPLOAD_UNIFORM: 0 };

setWasmPaths(wasmPath);
if (registered) registerElu(tf);
setTestEnvs([
  { name: backend, backendName: backend, isDataSync: true, ...(backend === "webgl" && { flags: WEBGL_FLAGS }) },
]);
