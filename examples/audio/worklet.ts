/**
 * The decoder as an AudioWorkletProcessor. A worklet has little beside the language itself, no `performance` and no
 * `atob` among others; elu-simd needs none of them.
 */
import { getBackend } from "elu-simd";
import { ACTIVATIONS, type ActivationName } from "../activations.js";
import { CHANNELS, createDecoder, decode, FRAME } from "./decoder.js";

declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: typeof AudioWorkletProcessor): void;

/** What the page hears once a second. */
export interface Load {
  activation: ActivationName;
  /** The part of real time that decoding took. */
  load: number;
  backend: string;
}

class DecoderProcessor extends AudioWorkletProcessor {
  readonly #decoder = createDecoder();
  #activation: ActivationName = "ELU, elu-simd";
  #time = 0;
  #frames = 0;
  #spent = 0;

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<ActivationName>) => {
      this.#activation = data;
      this.#frames = this.#spent = 0;
    };
  }

  process(_inputs: Float32Array[][], [[samples]]: Float32Array[][]): boolean {
    this.#nextFeatures();
    // Milliseconds, the only clock here, are longer than a frame takes: right only in the mean of many frames.
    const start = Date.now();
    decode(this.#decoder, samples, ACTIVATIONS[this.#activation]);
    this.#spent += Date.now() - start;
    this.#frames++;
    if (this.#frames * FRAME >= sampleRate) this.#report();
    return true;
  }

  /** In place of what a codec would have received: each channel is a tone, and swells at its own pace. */
  #nextFeatures(): void {
    const { features } = this.#decoder;
    for (let t = 0; t < FRAME; t++, this.#time += 1 / sampleRate) {
      for (let c = 0; c < CHANNELS; c++) {
        const swell = Math.sin(0.2 * (c + 1) * this.#time);
        features[t * CHANNELS + c] = swell * Math.sin(2 * Math.PI * 55 * (c + 1) * this.#time);
      }
    }
  }

  #report(): void {
    const load = this.#spent / ((1000 * this.#frames * FRAME) / sampleRate);
    this.port.postMessage({ activation: this.#activation, load, backend: getBackend().name } satisfies Load);
    this.#frames = this.#spent = 0;
  }
}

registerProcessor("decoder", DecoderProcessor);
