import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { normal } from "../harness/random.js";
import { ELU } from "../proof/reference/family.js";

/** The examples import the package by its name, as users do, so the tests import their built files. */
const built = (path: string) => new URL(`../build/examples/${path}`, import.meta.url).href;
const { ACTIVATION_NAMES, ACTIVATIONS }: typeof import("../examples/activations.js") = await import(
  built("activations.js")
);
const network: typeof import("../examples/policy/network.js") = await import(built("policy/network.js"));
const audio: typeof import("../examples/audio/decoder.js") = await import(built("audio/decoder.js"));

const OURS = ACTIVATIONS["ELU, elu-simd"];

/** The largest error that rounding to float32 after each layer may cause. */
const ROUNDING = 1e-5;

function expectClose(result: Iterable<number>, expected: number[]): void {
  const errors = Array.from(result, (value, k) => Math.abs(value - expected[k]));
  expect(errors.length).toBe(expected.length);
  expect(Math.max(...errors)).toBeLessThan(ROUNDING);
}

/** A dense layer in float64. */
function dense({ inputs, outputs, weights }: (typeof policy)["layers"][number], x: number[]): number[] {
  return Array.from({ length: outputs }, (_, k) =>
    x.reduce((sum, value, i) => sum + value * weights[k * inputs + i], 0),
  );
}

const exactElu = (x: number[]) => x.map((value) => ELU.value(value, 1));

const policy = network.createPolicy([8, 16, 12, 4]);

describe("the policy network", () => {
  it("gives the result of its layers in float64", () => {
    const [observation] = network.observe(policy, 1);
    const [first, second, last] = policy.layers;
    const hidden = exactElu(dense(second, exactElu(dense(first, [...observation]))));
    expectClose(network.act(policy, observation, OURS), dense(last, hidden));
  });
});

describe("the audio decoder", () => {
  const CHANNELS = 8;
  const FRAMES = 3;
  const random = normal(5);
  const features = Float32Array.from({ length: FRAMES * audio.FRAME * CHANNELS }, random);

  /** Decodes all frames, one after another. */
  function decodeAll(): Float32Array {
    const decoder = audio.createDecoder(CHANNELS);
    const samples = new Float32Array(FRAMES * audio.FRAME);
    for (let k = 0; k < FRAMES; k++) {
      const { length } = decoder.features;
      decoder.features.set(features.subarray(k * length, (k + 1) * length));
      audio.decode(decoder, samples.subarray(k * audio.FRAME, (k + 1) * audio.FRAME), OURS);
    }
    return samples;
  }

  /** A causal convolution of all rows at once, in float64. */
  function convolve({ layer, width, channels }: ReturnType<typeof audio.createDecoder>["first"], rows: number[][]) {
    const silence = Array.from({ length: width - 1 }, () => Array<number>(channels).fill(0));
    const padded = [...silence, ...rows];
    return rows.map((_, t) => dense(layer, padded.slice(t, t + width).flat()));
  }

  it("gives, frame by frame, the result of its convolutions over all frames in float64", () => {
    const { first, second, last } = audio.createDecoder(CHANNELS);
    const rows = Array.from({ length: FRAMES * audio.FRAME }, (_, t) => [
      ...features.subarray(t * CHANNELS, (t + 1) * CHANNELS),
    ]);
    const block = convolve(second, convolve(first, rows.map(exactElu)).map(exactElu));
    const sums = block.map((row, t) => row.map((value, c) => value + rows[t][c]));
    expectClose(decodeAll(), convolve(last, sums.map(exactElu)).flat());
  });
});

describe("npm run example", () => {
  const run = (program: string) => execFileSync(process.execPath, [program, "--quick"], { encoding: "utf8" });

  it.each(["policy", "audio"])("-- %s prints a line for each activation", (name) => {
    const printed = run(`build/examples/${name}/run.js`);
    for (const activation of ACTIVATION_NAMES) expect(printed).toContain(`| ${activation}`);
  });
});
