/** The backend that the specs are for, with the adapter or without. Before they are imported. */
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { setTestEnvs } from "@tensorflow/tfjs-core/dist/jasmine_util.js";
import { registerElu } from "elu-simd/tfjs";

export interface Settings {
  readonly backend: "cpu" | "wasm" | "webgl";
  /** Whether the adapter is registered. */
  readonly registered: boolean;
  /** Where the wasm backend finds its files. */
  readonly wasmPath: string;
}

/** The script begins with them. */
declare const settings: Settings;
const { backend, registered, wasmPath } = settings;

/** As TensorFlow.js' own runs of its specs have it. */
const WEBGL_FLAGS = { WEBGL_VERSION: 2, WEBGL_CPU_FORWARD: false, WEBGL_SIZE_UPLOAD_UNIFORM: 0 };

setWasmPaths(wasmPath);
if (registered) registerElu(tf);
setTestEnvs([
  { name: backend, backendName: backend, isDataSync: true, ...(backend === "webgl" && { flags: WEBGL_FLAGS }) },
]);
