/**
 * What is measured: a function in every form that the package has, the loop that everybody writes, and two limits. All on
 * the same floats, half of them negative.
 */
import { createElu, type Elu } from "elu-simd";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import { createPool, type Pool } from "elu-simd/threads";
import type { Run } from "../../../harness/batches.js";
import {
  plainCelu,
  plainCeluBackward,
  plainElu,
  plainEluBackward,
  plainSelu,
  plainSeluBackward,
} from "../../../harness/plain-loops.js";
import { normal } from "../../../harness/random.js";
import { instantiateBaselines } from "./baselines.js";
import { CANDIDATE_NAMES, type CandidateName, type OperationName } from "./operations.js";

export interface Candidate {
  readonly name: CandidateName;
  /** Computes all floats once, or says why it cannot be had here. */
  readonly run: Run | Unavailable;
}

export interface Unavailable {
  readonly unavailable: string;
}

/** So many that the branch predictor does not learn their signs by heart, and few enough for the caches. */
export const LENGTH = 65536;

/** Long enough that two threads are worth waking. */
export const THREADS_LENGTH: number = 16 * LENGTH;

/** The functions as the package has them, and as the pool has them. */
type Functions = Pick<Elu | Pool, "elu" | "selu" | "celu" | "eluBackward" | "seluBackward" | "celuBackward">;

/** Whatever an operation reads and writes; a forward function reads no gradients. */
interface Floats {
  readonly input: Float32Array;
  readonly gradients: Float32Array;
  readonly out: Float32Array;
}

interface Operation {
  readonly ours: (functions: Functions, floats: Floats, alpha: number) => unknown;
  readonly plain: (floats: Floats, alpha: number) => void;
}

const OPERATIONS: Readonly<Record<OperationName, Operation>> = {
  elu: {
    ours: (f, { input, out }, alpha) => f.elu(input, { alpha, out }),
    plain: ({ input, out }, alpha) => plainElu(input, out, alpha),
  },
  "elu-gradient": {
    ours: (f, { gradients, input, out }, alpha) => f.eluBackward(gradients, input, { alpha, out }),
    plain: ({ gradients, input, out }, alpha) => plainEluBackward(gradients, input, out, alpha),
  },
  selu: {
    ours: (f, { input, out }) => f.selu(input, { out }),
    plain: ({ input, out }) => plainSelu(input, out),
  },
  "selu-gradient": {
    ours: (f, { gradients, input, out }) => f.seluBackward(gradients, input, { out }),
    plain: ({ gradients, input, out }) => plainSeluBackward(gradients, input, out),
  },
  celu: {
    ours: (f, { input, out }, alpha) => f.celu(input, { alpha, out }),
    plain: ({ input, out }, alpha) => plainCelu(input, out, alpha),
  },
  "celu-gradient": {
    ours: (f, { gradients, input, out }, alpha) => f.celuBackward(gradients, input, { alpha, out }),
    plain: ({ gradients, input, out }, alpha) => plainCeluBackward(gradients, input, out, alpha),
  },
};

export interface Candidates {
  /** {@link CANDIDATE_NAMES} in their order, without those that do not compute the operation. */
  readonly candidates: readonly Candidate[];
  /** How many floats one run of a candidate computes. */
  lengthOf(name: CandidateName): number;
  /** Ends the threads. */
  close(): Promise<void>;
}

export async function createCandidates(operation: OperationName, alpha: number): Promise<Candidates> {
  const { ours, plain } = OPERATIONS[operation];
  const random = normal(1);
  const input = Float32Array.from({ length: LENGTH }, random);
  const elsewhere = (): Floats => ({ input, gradients: input.toReversed(), out: new Float32Array(LENGTH) });
  let pool: Pool | undefined;

  /** On arrays that lie where the functions compute, so that nothing is copied. */
  const resident = (functions: Functions, alloc: (length: number) => Float32Array, length = LENGTH): Run => {
    const floats = { input: alloc(length), gradients: alloc(length), out: alloc(length) };
    for (let k = 0; k < length; k += LENGTH) floats.input.set(input, k);
    floats.gradients.set(floats.input.toReversed());
    return () => ours(functions, floats, alpha);
  };
  const inArena = (elu: Elu) => {
    const arena = elu.createArena(3 * LENGTH);
    return resident(elu, (length) => arena.alloc(length));
  };

  // Each throws where the candidate cannot be had.
  const prepare: Readonly<Record<CandidateName, () => Run | Promise<Run>>> = {
    async threads() {
      if (!globalThis.crossOriginIsolated) throw new Error("this page is not cross-origin isolated");
      const created = await createPool({ threads: 2, capacity: 4 * THREADS_LENGTH });
      pool = created;
      if (created.threads < 2) throw new Error(created.reason ?? "there is one thread");
      return resident(created, (length) => created.alloc(length), THREADS_LENGTH);
    },
    relaxed: () => inArena(createRelaxedElu({ backend: "wasm-relaxed-simd" })),
    simd: () => inArena(createElu({ backend: "wasm-simd" })),
    scalar() {
      const { kernels, input: from, output } = instantiateBaselines(input);
      return () => kernels.elu(from, output, LENGTH, alpha);
    },
    js() {
      const floats = elsewhere();
      const elu = createElu({ backend: "js" });
      return () => ours(elu, floats, alpha);
    },
    plain() {
      const floats = elsewhere();
      return () => plain(floats, alpha);
    },
    relu() {
      const { kernels, input: from, output } = instantiateBaselines(input);
      return () => kernels.relu(from, output, LENGTH);
    },
    copy() {
      const { kernels, input: from, output } = instantiateBaselines(input);
      return () => kernels.copy(from, output, LENGTH);
    },
  };

  const candidates: Candidate[] = [];
  for (const name of CANDIDATE_NAMES) {
    // The one without SIMD computes ELU alone.
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
