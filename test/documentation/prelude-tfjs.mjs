/** For code that uses TensorFlow.js: globals for TensorFlow.js, for the adapter, and for a host with a Keras model. */
import "./prelude.mjs";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as tfjs from "elu-simd/tfjs";

// Resolved from the program's folder, because no folder above this file has TensorFlow.js.
const tf = createRequire(`${process.cwd()}/program.js`)("@tensorflow/tfjs");
const { ELU } = tfjs.registerElu(tf);

const model = readFileSync("keras/model.json");
const [{ weights }] = JSON.parse(model).weightsManifest;
const floats = weights.reduce((sum, { shape }) => sum + shape.reduce((product, n) => product * n), 0);

Object.assign(globalThis, {
  tf,
  tfjs,
  ELU,
  url: "https://example.com/model.json",
  /** Returns the model for every address of a .json file, and weights of 0 for every other. */
  fetch: async (url) =>
    String(url).endsWith(".json")
      ? new Response(model, { headers: { "Content-Type": "application/json" } })
      : new Response(new Float32Array(floats)),
});
