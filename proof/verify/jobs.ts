/** The jobs of `npm run verify`. A worker runs part of a job: a range of bit patterns or of seeds. */
import { SATURATION } from "../../src/core/constants.js";
import { compareBits } from "./bits.js";
import { builds } from "./builds.js";
import { type Finding, sumOf } from "./findings.js";
import { FIRST, Forward, ForwardProof } from "./forward-proof.js";
import { GRADIENT_FIRST, GRADIENT_LAST, GradientProof } from "./gradient-proof.js";
import { OUTPUT_FIRST, OUTPUT_LAST, OutputProof } from "./output-proof.js";
import { bitsOf, floatOf } from "./rounding.js";
import { ELU, SELU, sweepValues } from "./values-sweep.js";

/** From `first` to `end`, exclusive. */
export interface Range {
  readonly first: number;
  readonly end: number;
}

interface Job extends Range {
  readonly check: (first: number, end: number) => readonly Finding[];
}

/** A proof over a range of inputs, which all add to the findings. */
interface Proof {
  readonly findings: readonly Finding[];
  prove(input: number): void;
  /** Computes results that are likely to have large errors. */
  probe?(input: number): void;
}

/** One input in 16 is probed. */
const PROBED = 16;

const EVERY_FLOAT = { first: 0, end: 2 ** 32 };
const FORWARD = between(FIRST, SATURATION);
const GRADIENT = between(GRADIENT_FIRST, GRADIENT_LAST);

export const JOBS: Readonly<Record<string, Job>> = {
  "values of elu": { ...EVERY_FLOAT, check: (first, end) => sweepValues(ELU, first, end, builds) },
  "values of selu": { ...EVERY_FLOAT, check: (first, end) => sweepValues(SELU, first, end, builds) },
  "bits of the model": { first: 0, end: 32, check: compareAll },
  "forward, unfused": { ...FORWARD, check: proveWith(() => new ForwardProof(new Forward(false))) },
  "forward, fused": { ...FORWARD, check: proveWith(() => new ForwardProof(new Forward(true))) },
  "gradient, unfused": { ...GRADIENT, check: proveWith(() => new GradientProof(false)) },
  "gradient, fused": { ...GRADIENT, check: proveWith(() => new GradientProof(true)) },
  "gradient from output": { ...between(OUTPUT_FIRST, OUTPUT_LAST), check: proveWith(() => new OutputProof()) },
};

/** Runs a part of a job. */
export default function work({ job, first, end }: Range & { readonly job: string }): Finding[] {
  return sumOf(JOBS[job].check(first, end));
}

/** The bit patterns of negative floats; `first` is nearer to 0. */
function between(first: number, last: number): Range {
  return { first: bitsOf(first), end: bitsOf(last) + 1 };
}

function compareAll(first: number, end: number): Finding[] {
  return Array.from({ length: end - first }, (_, k) => compareBits(first + k, builds)).flat();
}

function proveWith(createProof: () => Proof): Job["check"] {
  return (first, end) => {
    const proof = createProof();
    for (let pattern = first; pattern < end; pattern++) {
      const input = floatOf(pattern);
      proof.prove(input);
      if (pattern % PROBED === 0) proof.probe?.(input);
    }
    return proof.findings;
  };
}
