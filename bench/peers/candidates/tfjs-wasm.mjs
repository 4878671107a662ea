import "@tensorflow/tfjs-backend-wasm";
import { openTfjs } from "./tfjs.mjs";

/** In Node its module runs with SIMD and on one thread. @type {typeof import("./candidate.js").open} */
export const open = () => openTfjs("wasm");
