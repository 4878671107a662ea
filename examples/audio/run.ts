/** `npm run example -- audio`: the speed of an audio decoder's end in multiples of real time, with ELU and ReLU. */
import { normal } from "../../harness/random.js";
import { compare } from "../compare.js";
import { CHANNELS, createDecoder, decode, FRAME, SAMPLE_RATE } from "./decoder.js";

const frameTime = (1e6 * FRAME) / SAMPLE_RATE;
const decoder = createDecoder();
const samples = new Float32Array(FRAME);
const random = normal(1);
const frames = Array.from({ length: 16 }, () => Float32Array.from(decoder.features, random));
await compare({
  name: "audio",
  title:
    `Decoder stage of ${CHANNELS} channels, frames of ${FRAME} samples at ${SAMPLE_RATE / 1000} kHz ` +
    `(${Math.round(frameTime).toLocaleString("en")} µs each), convolutions in plain loops`,
  step(k, activate) {
    decoder.features.set(frames[k]);
    decode(decoder, samples, activate);
  },
  steps: frames.length,
  column: "times real time",
  describe: (microseconds) => (frameTime / microseconds).toFixed(1),
});
