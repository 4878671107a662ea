/** `npm run example -- audio`: how many times faster than real time the end of an audio decoder runs, with ELU and ReLU. */
import { printTimings } from "../print-timings.js";
import { readEffort } from "../read-effort.js";
import { CHANNELS, FRAME, SAMPLE_RATE } from "./decoder.js";
import { timeDecoder } from "./measure.js";

const effort = readEffort("audio");
const frameTime = (1e6 * FRAME) / SAMPLE_RATE;
console.log(
  `Decoder stage of ${CHANNELS} channels, frames of ${FRAME} samples at ${SAMPLE_RATE / 1000} kHz ` +
    `(${Math.round(frameTime).toLocaleString("en")} µs each), convolutions in plain loops`,
);
printTimings(
  await timeDecoder(CHANNELS, effort),
  "times real time",
  (microseconds) => `${(frameTime / microseconds).toFixed(1)}`,
);
