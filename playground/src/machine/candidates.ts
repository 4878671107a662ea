/**
 * What is measured: ELU in every form that the package has, the loop that everybody writes, and two limits. All on the
 * same floats, half of them negative.
 */
import { createElu } from "elu-simd";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import baselines from "../../../build/baselines.wasm?url&inline";
import { plainElu } from "../../../reference/plain-loops.js";
import { normal } from "../../../reference/random.js";
import { kernelImports } from "../../../src/kernel-imports.js";

export const CANDIDATE_NAMES = ["relaxed", "simd", "scalar", "js", "plain", "relu", "copy"] as const;

export type CandidateName = (typeof CANDIDATE_NAMES)[number];

export interface Candidate {
  readonly name: CandidateName;
  /** Computes all floats once, or says why it cannot be had here. */
  readonly run: (() => void) | Unavailable;
}

export interface Unavailable {
  readonly unavailable: string;
}

/** So many that the branch predictor does not learn their signs by heart, and few enough for the caches. */
export const LENGTH = 65536;

const ALPHA = 1;
const PAGE_BYTES = 65536;

/** Throws where the candidate cannot be had. */
type Prepare = (floats: Float32Array) => () => void;

const PREPARE: Record<CandidateName, Prepare> = {
  relaxed: (floats) => resident(createRelaxedElu({ backend: "wasm-relaxed-simd" }), floats),
  simd: (floats) => resident(createElu({ backend: "wasm-simd" }), floats),
  scalar: (floats) => baseline(floats, ({ elu }, input, output) => elu(input, output, LENGTH, ALPHA)),
  js(floats) {
    const { elu } = createElu({ backend: "js" });
    const out = new Float32Array(LENGTH);
    return () => elu(floats, { alpha: ALPHA, out });
  },
  plain(floats) {
    const out = new Float32Array(LENGTH);
    return () => plainElu(floats, out, ALPHA);
  },
  relu: (floats) => baseline(floats, ({ relu }, input, output) => relu(input, output, LENGTH)),
  copy: (floats) => baseline(floats, ({ copy }, input, output) => copy(input, output, LENGTH)),
};

/** All of {@link CANDIDATE_NAMES}, in their order. */
export function createCandidates(): Candidate[] {
  const floats = Float32Array.from({ length: LENGTH }, normal(1));
  return CANDIDATE_NAMES.map((name) => {
    try {
      return { name, run: PREPARE[name](floats) };
    } catch (error) {
      return { name, run: { unavailable: (error as Error).message } };
    }
  });
}

/** ELU on arrays of an arena, which are not copied. */
function resident({ createArena, elu }: ReturnType<typeof createElu>, floats: Float32Array): () => void {
  const arena = createArena(2 * LENGTH);
  const [input, out] = [arena.alloc(LENGTH), arena.alloc(LENGTH)];
  input.set(floats);
  return () => elu(input, { alpha: ALPHA, out });
}

/** What build/baselines.wasm exports of use here; addresses in bytes, lengths in floats. */
interface Baselines {
  elu(input: number, output: number, length: number, alpha: number): void;
  relu(input: number, output: number, length: number): void;
  copy(input: number, output: number, length: number): void;
}

function baseline(floats: Float32Array, run: (kernels: Baselines, input: number, output: number) => void): () => void {
  const bytes = Uint8Array.from(atob(baselines.slice(baselines.indexOf(",") + 1)), (char) => char.charCodeAt(0));
  const module = new WebAssembly.Module(bytes);
  const [input, output] = [0, floats.byteLength];
  const memory = new WebAssembly.Memory({ initial: (output + floats.byteLength) / PAGE_BYTES });
  new Float32Array(memory.buffer, input, LENGTH).set(floats);
  const kernels = new WebAssembly.Instance(module, kernelImports(memory)).exports as unknown as Baselines;
  return () => run(kernels, input, output);
}
