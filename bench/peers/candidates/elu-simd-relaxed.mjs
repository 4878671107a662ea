import { openEntry } from "./elu-simd.mjs";

/** @type {typeof import("./candidate.js").open} */
export const open = () => openEntry("relaxed.js", "wasm-relaxed-simd");
