/** What a worker of `npm run verify` does: a part of a proof or of a sweep. */
import { SATURATION } from "../../src/core/constants.js";
import { compareBits } from "./bits.js";
import { builds } from "./builds.js";
import { addFindings, type Finding } from "./finding.js";
import { FIRST, Forward, ForwardProof } from "./forward-proof.js";
import { GRADIENT_FIRST, GRADIENT_LAST, GradientProof } from "./gradient-proof.js";
import { OUTPUT_FIRST, OUTPUT_LAST, OutputProof } from "./output-proof.js";
import { bitsOf, floatOf } from "./rounding.js";
import { ELU, type Member, SELU, sweepValues } from "./values-sweep.js";

/** A part of a job: the bit patterns from `first` up to before `end`, or seeds of random numbers. */
export interface Part {
  readonly job: keyof typeof JOBS;
  readonly first: number;
  readonly end: number;
}

type Job = (first: number, end: number) => readonly Finding[];

/** Inputs that are swept at once. */
const BATCH = 2 ** 16;

/** One input in so many has results computed, for no other reason than to find large errors. */
const PROBED = 16;

const JOBS = {
  "values of elu": sweep(ELU),
  "values of selu": sweep(SELU),
  "bits of the model": compareAll,
  "forward, unfused": proveForward(false),
  "forward, fused": proveForward(true),
  "gradient, unfused": proveGradient(false),
  "gradient, fused": proveGradient(true),
  "gradient from output": proveOutput,
} satisfies Record<string, Job>;

const EVERY_FLOAT = { first: 0, end: 2 ** 32 };
const FORWARD = between(FIRST, SATURATION);
const GRADIENT = between(GRADIENT_FIRST, GRADIENT_LAST);

/** All that there is to do. */
export const WHOLE: readonly Part[] = [
  { job: "values of elu", ...EVERY_FLOAT },
  { job: "values of selu", ...EVERY_FLOAT },
  { job: "bits of the model", first: 0, end: 32 },
  { job: "forward, unfused", ...FORWARD },
  { job: "forward, fused", ...FORWARD },
  { job: "gradient, unfused", ...GRADIENT },
  { job: "gradient, fused", ...GRADIENT },
  { job: "gradient from output", ...between(OUTPUT_FIRST, OUTPUT_LAST) },
];

export default function checkPart({ job, first, end }: Part): readonly Finding[] {
  return JOBS[job](first, end);
}

/** Negative floats, the first of them next to 0. */
function between(first: number, last: number): { first: number; end: number } {
  return { first: bitsOf(first), end: bitsOf(last) + 1 };
}

function sweep(member: Member): Job {
  return (first, end) => {
    const sums = new Map<string, Finding>();
    for (let start = first; start < end; start += BATCH) {
      addFindings(sums, sweepValues(member, start, Math.min(BATCH, end - start), builds));
    }
    return [...sums.values()];
  };
}

function compareAll(first: number, end: number): readonly Finding[] {
  const sums = new Map<string, Finding>();
  for (let seed = first; seed < end; seed++) addFindings(sums, compareBits(seed, builds));
  return [...sums.values()];
}

function proveForward(fused: boolean): Job {
  return (first, end) => {
    const proof = new ForwardProof(new Forward(fused));
    for (let pattern = first; pattern < end; pattern++) {
      proof.prove(floatOf(pattern));
      if (pattern % PROBED === 0) proof.probe(floatOf(pattern));
    }
    return proof.findings;
  };
}

function proveGradient(fused: boolean): Job {
  return (first, end) => {
    const proof = new GradientProof(fused);
    for (let pattern = first; pattern < end; pattern++) {
      proof.prove(floatOf(pattern));
      // Any m will do: here the digits of the input.
      if (pattern % PROBED === 0) proof.probe(floatOf(pattern), floatOf(0x3f800000 + ((pattern * 5) & 0x7fffff)));
    }
    return proof.findings;
  };
}

function proveOutput(first: number, end: number): readonly Finding[] {
  const proof = new OutputProof();
  for (let pattern = first; pattern < end; pattern++) proof.prove(floatOf(pattern));
  return [proof.finding];
}
