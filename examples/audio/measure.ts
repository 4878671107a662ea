import type { Effort } from "../../harness/batches.js";
import { normal } from "../../harness/random.js";
import { type Timing, timeActivations } from "../timings.js";
import { createDecoder, decode, FRAME } from "./decoder.js";

const FRAMES = 16;

/** The time of one frame with each activation, on random features. */
export function timeDecoder(channels: number, effort: Effort): Promise<Timing[]> {
  const decoder = createDecoder(channels);
  const samples = new Float32Array(FRAME);
  const random = normal(1);
  const frames = Array.from({ length: FRAMES }, () => Float32Array.from(decoder.features, random));
  const step = (k: number, activate: Parameters<typeof decode>[2]) => {
    decoder.features.set(frames[k]);
    decode(decoder, samples, activate);
  };
  return timeActivations(step, FRAMES, effort);
}
