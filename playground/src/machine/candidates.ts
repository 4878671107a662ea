/** The candidates of the benchmark, on the same floats, half of them negative. */
import { createElu, type Elu } from "elu-simd";
import { createElu as createExactElu } from "elu-simd/exact";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import { createPool, type Pool } from "elu-simd/threads";
import baselines from "../../../build/baselines.wasm?url&inline";
import type { Run } from "../../../harness/batches.js";
import { type Baselines, instantiate, memoryFor } from "../../../harness/built-modules.js";
import { callOf, type Functions } from "../../../harness/calls.js";
import { normal } from "../../../harness/random.js";
import { CANDIDATE_NAMES, type CandidateName } from "./results.js";

export interface Candidate {
  readonly name: CandidateName;
  /** Computes all floats once, or has the reason why the candidate is unavailable here. */
  readonly run: Run | { readonly unavailable: string };
}

export interface Candidates {
  /** In the order of {@link CANDIDATE_NAMES}, without those that do not compute the operation. */
  readonly candidates: readonly Candidate[];
  /** The floats that one run of a candidate computes. */
  lengthOf(name: CandidateName): number;
  /** Ends the threads. */
  close(): Promise<void>;
}

/** Too many for a branch predictor to learn their signs, and few enough for the caches. */
const LENGTH = 65536;

/** Long enough for two threads. */
const THREADS_LENGTH = 16 * LENGTH;

export async function createCandidates(operation: string, alpha: number): Promise<Candidates> {
  const { run: ours, plain } = callOf(operation);
  const random = normal(1);
  const input = Float32Array.from({ length: LENGTH }, random);
  let pool: Pool | undefined;

  /** Runs the functions on arrays from `alloc`, which are in their memory: nothing is copied. */
  const inPlace = (functions: Functions<unknown>, alloc: (length: number) => Float32Array, length = LENGTH): Run => {
    const floats = { x: alloc(length), g: alloc(length), out: alloc(length) };
    for (let k = 0; k < length; k += LENGTH) floats.x.set(input, k);
    floats.g.set(floats.x.toReversed());
    return () => ours(functions, floats, alpha);
  };
  const inArena = (elu: Elu) => {
    const arena = elu.createArena(3 * LENGTH);
    return inPlace(elu, (length) => arena.alloc(length));
  };
  /** Runs a function of baselines.wasm on a separate memory; addresses are in bytes. */
  const baseline = (run: (kernels: Baselines, x: number, out: number) => void): Run => {
    const bytes = Uint8Array.from(atob(baselines.slice(baselines.indexOf(",") + 1)), (char) => char.charCodeAt(0));
    const memory = memoryFor(2 * LENGTH);
    new Float32Array(memory.buffer, 0, LENGTH).set(input);
    const kernels = instantiate<Baselines>(bytes, memory);
    return () => run(kernels, 0, input.byteLength);
  };

  // Each function throws if its candidate is unavailable.
  const prepare: Readonly<Record<CandidateName, () => Run | Promise<Run>>> = {
    async threads() {
      if (!globalThis.crossOriginIsolated) throw new Error("this page is not cross-origin isolated");
      const created = await createPool({ threads: 2, capacity: 4 * THREADS_LENGTH });
      pool = created;
      if (created.threads < 2) throw new Error(created.reason ?? "there is one thread");
      return inPlace(created, (length) => created.alloc(length), THREADS_LENGTH);
    },
    relaxed: () => inArena(createRelaxedElu({ backend: "wasm-relaxed-simd" })),
    simd: () => inArena(createElu({ backend: "wasm-simd" })),
    exact: () => inArena(createExactElu({ backend: "wasm-exact-simd" })),
    scalar: () => baseline((kernels, x, out) => kernels.elu(x, out, LENGTH, alpha)),
    js: () => inPlace(createElu({ backend: "js" }), (length) => new Float32Array(length)),
    plain() {
      const floats = { x: input, g: input.toReversed(), out: new Float32Array(LENGTH) };
      return () => plain(floats, alpha);
    },
    relu: () => baseline((kernels, x, out) => kernels.relu(x, out, LENGTH)),
  };

  const candidates: Candidate[] = [];
  for (const name of CANDIDATE_NAMES) {
    // The module without SIMD computes ELU alone.
    if (name === "scalar" && operation !== "elu") continue;
    try {
      candidates.push({ name, run: await prepare[name]() });
    } catch (error) {
      candidates.push({ name, run: { unavailable: (error as Error).message } });
    }
  }
  return {
    candidates,
    lengthOf: (name) => (name === "threads" ? THREADS_LENGTH : LENGTH),
    close: async () => pool?.close(),
  };
}
