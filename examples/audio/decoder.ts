/**
 * The end of a streaming audio decoder, as in neural codecs: a residual block of ELU, convolution, ELU, convolution,
 * then ELU and a convolution to one channel. The shape is that of the last stage of EnCodec at 24 kHz (32 channels, 16
 * inside the block, 7 samples wide at the end) with an identity as shortcut; the weights are random.
 */
import { type Arena, createArena } from "elu-simd";
import type { Activation } from "../activations.js";
import { applyDense, createDense, type Dense } from "../dense.js";

export const SAMPLE_RATE = 24_000;
export const CHANNELS = 32;

/** Samples in a frame: the number that an AudioWorklet requests at a time. */
export const FRAME = 128;

/** A causal convolution over time: a dense layer on every window of `width` rows. */
interface Convolution {
  layer: Dense;
  width: number;
  channels: number;
  /** [time, channels]: the last `width - 1` rows of the previous frame, 0 at first, then the rows of this frame. */
  rows: Float32Array;
  /** The input: the part of `rows` that holds this frame. */
  frame: Float32Array;
}

export interface Decoder {
  /** [FRAME, channels], the next frame to decode; in the same arena as the other arrays. */
  features: Float32Array;
  first: Convolution;
  second: Convolution;
  last: Convolution;
}

export function createDecoder(channels = CHANNELS, seed = 1): Decoder {
  const inner = channels / 2;
  const arena = createArena(FRAME * channels + (FRAME + 2) * channels + FRAME * inner + (FRAME + 6) * channels);
  return {
    features: arena.alloc(FRAME * channels),
    first: createConvolution(arena, channels, inner, 3, seed),
    second: createConvolution(arena, inner, channels, 1, seed + 1),
    last: createConvolution(arena, channels, 1, 7, seed + 2),
  };
}

/** Decodes `features` to FRAME samples. Frames follow each other without a seam. */
export function decode({ features, first, second, last }: Decoder, samples: Float32Array, activate: Activation): void {
  activate(features, first.frame);
  convolve(first, second.frame);
  activate(second.frame, second.frame);
  convolve(second, last.frame);
  for (let i = 0; i < features.length; i++) last.frame[i] += features[i];
  activate(last.frame, last.frame);
  convolve(last, samples);
}

function createConvolution(arena: Arena, channels: number, outputs: number, width: number, seed: number): Convolution {
  const rows = arena.alloc((width - 1 + FRAME) * channels);
  const frame = rows.subarray((width - 1) * channels);
  return { layer: createDense(width * channels, outputs, seed), width, channels, rows, frame };
}

function convolve({ layer, width, channels, rows }: Convolution, out: Float32Array): void {
  for (let t = 0; t < FRAME; t++) applyDense(layer, rows, t * channels, out, t * layer.outputs);
  rows.copyWithin(0, rows.length - (width - 1) * channels);
}
