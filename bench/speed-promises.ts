/**
 * What the project promises about speed, in all benches: how many times as fast one candidate is as another in the same
 * run, because the clock speed of machines drifts. Bounds are such as the code keeps today; aims are not among them.
 */

/** The names by which tables and promises refer to candidates. */
export const RESIDENT = "wasm-simd, resident";
export const ARRAYS = "wasm-simd, arrays in and out";
export const RELAXED_RESIDENT = "wasm-relaxed-simd, resident";
export const PLAIN_LOOP = "plain loop, Math.expm1";
export const RELU = "ReLU in SIMD, resident";
export const COPY = "copy, resident";
export const ONE_THREAD_RELU = "ReLU in SIMD, 1 thread, resident";

/** Those of TensorFlow.js, which a backend comes before, and after which comes who computes. */
export const TF_ELU = "tf.elu(x)";
export const TF_SELU = "tf.selu(x)";
export const ELU_ALPHA = "elu(x, 0.3)";
export const BOTH_FOR_GRADIENT = "forward and gradient of elu(x, 0.3), beside the composed gradient alone";

/** Those of peers, which a form follows: resident, or arrays in and out. */
export const ELU_SIMD = "elu-simd";
export const ELU_SIMD_RELAXED = "elu-simd/relaxed";
export const TFJS_WASM = "TensorFlow.js, wasm backend";
export const PYTORCH = "PyTorch, native";
export const PLAIN_COPY = "plain copy";

/** What is compared: two candidates, or each candidate whose name matches, with the one that is its own baseline. */
type Compared = { readonly ours: string; readonly other: string } | { readonly ours: RegExp; readonly other?: never };

export type SpeedPromise = Compared & {
  /** At least. */
  readonly timesAsFast: number;
  /** On Node 20, where that differs: its V8 makes other code of either. */
  readonly onNode20?: number;
  /** The shortest and the longest arrays that this is about. */
  readonly floats: readonly [from: number, to: number];
};

/** As `npm run bench -- NAME` takes it; `default` is the one without a name. */
export type BenchName = "default" | "threads" | "peers" | "tfjs" | "browsers" | "interpreters" | "javascript";

const ANY = [1, Infinity] as const;
const IN_CACHE = [65_536, 65_536] as const;
/** Where memory sets the pace, and a copy is the limit. */
const IN_MEMORY = [8_000_000, Infinity] as const;

export const SPEED_PROMISES: Record<BenchName, readonly SpeedPromise[]> = {
  default: [
    // A call costs 36 to 70 ns before it computes a float, and the loop 8 to 47 for one.
    { ours: ARRAYS, other: PLAIN_LOOP, timesAsFast: 0.4, floats: [1, 11] },
    { ours: ARRAYS, other: PLAIN_LOOP, timesAsFast: 1, floats: [12, 256] },
    { ours: ARRAYS, other: RESIDENT, timesAsFast: 1 / 1.5, floats: [4096, 65_536] },
    { ours: RESIDENT, other: PLAIN_LOOP, timesAsFast: 14.5, onNode20: 15, floats: IN_CACHE },
    { ours: RELAXED_RESIDENT, other: PLAIN_LOOP, timesAsFast: 22, floats: IN_CACHE },
    // As fast as in the cache: what a copy takes beside it depends on the memory alone, 0.18 to 0.44 ns.
    { ours: RESIDENT, other: COPY, timesAsFast: 1 / 3, floats: IN_MEMORY },
    { ours: RELAXED_RESIDENT, other: COPY, timesAsFast: 1 / 2.1, floats: IN_MEMORY },
    { ours: /js backend$/, timesAsFast: 1, floats: ANY },
    // Both builds, beside ELU with alpha 1: 1 / 1.25 is 1.25 times its time.
    { ours: /: elu, alpha 0\.3$/, timesAsFast: 1 / 1.25, floats: IN_CACHE },
    { ours: /: (selu|elu, alpha 2)$/, timesAsFast: 1 / 1.55, floats: IN_CACHE },
    { ours: /: celu, alpha 2$/, timesAsFast: 1 / 1.85, floats: IN_CACHE },
    { ours: /: (eluBackward, alpha \d(\.\d)?|seluBackward)$/, timesAsFast: 1 / 1.75, floats: IN_CACHE },
    { ours: /: celuBackward, alpha 2$/, timesAsFast: 1 / 2.2, floats: IN_CACHE },
    { ours: /: eluBackward, from output$/, timesAsFast: 1 / 0.9, floats: IN_CACHE },
    { ours: /: (seluBackward|celuBackward, alpha 2), from output$/, timesAsFast: 1 / 1.2, floats: IN_CACHE },
    // Beside the same with 128 bits. Gradients from the output wait for memory, and promise nothing.
    { ours: /: \w+(, alpha \d+(\.\d+)?)?, 256 bits$/, timesAsFast: 1.7, floats: IN_CACHE },
  ],
  threads: [
    { ours: /threads/, timesAsFast: 0.95, floats: ANY },
    { ours: "2 threads, resident", timesAsFast: 1.7, other: "1 thread, resident", floats: [1e6, Infinity] },
    {
      ours: "2 threads, relaxed, resident",
      other: ONE_THREAD_RELU,
      timesAsFast: 1 / 1.1,
      floats: [8_388_608, 8_388_608],
    },
  ],
  peers: [
    { ours: resident(ELU_SIMD), other: resident(TFJS_WASM), timesAsFast: 1.6, onNode20: 1.2, floats: IN_CACHE },
    { ours: arrays(ELU_SIMD), other: arrays(TFJS_WASM), timesAsFast: 1.5, floats: IN_CACHE },
    { ours: resident(ELU_SIMD), other: resident(PYTORCH), timesAsFast: 1.15, floats: IN_CACHE },
    { ours: resident(ELU_SIMD), other: arrays(PLAIN_LOOP), timesAsFast: 14.5, onNode20: 15, floats: IN_CACHE },
    { ours: resident(ELU_SIMD_RELAXED), other: resident(TFJS_WASM), timesAsFast: 2.6, onNode20: 1.5, floats: IN_CACHE },
    { ours: arrays(ELU_SIMD_RELAXED), other: arrays(TFJS_WASM), timesAsFast: 2, onNode20: 1.8, floats: IN_CACHE },
    { ours: resident(ELU_SIMD_RELAXED), other: resident(PYTORCH), timesAsFast: 1.7, onNode20: 1.6, floats: IN_CACHE },
    { ours: resident(ELU_SIMD_RELAXED), other: arrays(PLAIN_LOOP), timesAsFast: 22, floats: IN_CACHE },
    { ours: selu(ELU_SIMD), other: selu(TFJS_WASM), timesAsFast: 8, onNode20: 12, floats: IN_CACHE },
    { ours: resident(ELU_SIMD), other: resident(PLAIN_COPY), timesAsFast: 1 / 2.5, floats: IN_MEMORY },
    { ours: resident(ELU_SIMD_RELAXED), other: resident(PLAIN_COPY), timesAsFast: 1 / 1.85, floats: IN_MEMORY },
  ],
  tfjs: [
    { ...registered("cpu", TF_ELU), timesAsFast: 5, floats: IN_CACHE },
    { ...registered("wasm", TF_ELU), timesAsFast: 1.15, floats: IN_CACHE },
    { ...registered("wasm", ELU_ALPHA), timesAsFast: 4, floats: IN_CACHE },
    { ...registered("wasm", TF_SELU), timesAsFast: 7, floats: IN_CACHE },
    { ...registered("wasm", BOTH_FOR_GRADIENT), timesAsFast: 4, floats: IN_CACHE },
  ],
  browsers: [
    { ours: "elu, resident", other: "elu, plain loop", timesAsFast: 13, floats: IN_CACHE },
    { ours: "elu, with out", other: "elu, plain loop", timesAsFast: 10, floats: IN_CACHE },
    { ours: /^s?elu(, alpha 0\.3)?, js backend$/, timesAsFast: 1.6, floats: IN_CACHE },
    { ours: /(?<!relaxed), resident$/, timesAsFast: 5, floats: IN_CACHE },
  ],
  // Without a compiler, beside a loop that calls the engine's own Math.expm1, the exact kernels cannot be as fast.
  interpreters: [
    { ours: /^Hermes: elu(, alpha 0\.3)?, elu-simd$/, timesAsFast: 0.35, floats: ANY },
    { ours: /^Hermes: elu(, alpha 0\.3)?, elu-simd\/relaxed$/, timesAsFast: 0.75, floats: ANY },
  ],
  javascript: [
    { ours: /^(elu(, alpha 0\.3)?|selu), js backend$/, timesAsFast: 2, floats: IN_CACHE },
    { ours: /^[sc]?eluBackward.*, js backend$/, timesAsFast: 1.6, floats: IN_CACHE },
  ],
};

function resident(peer: string): string {
  return `${peer}, resident`;
}

function selu(peer: string): string {
  return `${peer}, selu, resident`;
}

function arrays(peer: string): string {
  return `${peer}, arrays in and out`;
}

function registered(backend: string, operation: string) {
  const name = `${backend}: ${operation}`;
  return { ours: `${name}, registered`, other: `${name}, TensorFlow.js` };
}
