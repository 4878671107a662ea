import "@tensorflow/tfjs-backend-cpu";
import { openTfjs } from "./tfjs.mjs";

/** @type {typeof import("./candidate.js").open} */
export const open = () => openTfjs("cpu");
