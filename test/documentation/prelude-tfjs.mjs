/** And where it is about TensorFlow.js: that and the adapter under their names, and a host with a model of Keras. */
import "./prelude.mjs";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as tfjs from "elu-simd/tfjs";

// From the program's folder: this file has no TensorFlow.js above it.
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
  /** The model, whatever the address, and weights of 0 for it. */
  fetch: async (url) =>
    String(url).endsWith(".json")
      ? new Response(model, { headers: { "Content-Type": "application/json" } })
      : new Response(new Float32Array(floats)),
});
