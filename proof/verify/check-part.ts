/** Checks a part of a claim on every backend: the bound against float64, special values, and bits between backends. */
import { type BackendName, createElu, type Elu } from "elu-simd";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import { normal } from "../../harness/random.js";
import { enableRelaxedSimd } from "../../harness/relaxed-simd.js";
import { bound, type Member, mayBeZero, SELU } from "../reference/family.js";
import { ulpError } from "../reference/ulp.js";
import { CLAIMS, type Claim, type Part } from "./claims.js";

/** What was found on one backend; parts add up. */
export interface Finding {
  checked: number;
  /** In ULP, and at which input. */
  largestError: number;
  at: number;
  misrounded: number;
  /** So close to the middle of two float32 that float64 cannot tell which of them is nearer. */
  undecided: number;
  /** The first of the broken promises, in words; empty where all hold. */
  broken: string[];
}

/** Inputs computed at once. */
const BATCH = 2 ** 18;

/**
 * The reference's own error: Math.expm1 and Math.exp are good to 2^-52, the two or three operations around them to
 * 2^-53 each, and x / alpha in an exponent of at most 88 to 88 * 2^-53. In ULP of float32 that is under 2^-22.
 */
const REFERENCE_ERROR = 2 ** -22;

const MOST_WORDS = 3;
const DETERMINISTIC = 2;

/** Zeros, infinities, NaN of both signs, the smallest and largest numbers of both signs, far out on both sides. */
const SPECIAL = Uint32Array.of(
  0x00000000,
  0x80000000,
  0x7f800000,
  0xff800000,
  0x7fc00000,
  0xffc00000,
  0x00000001,
  0x80000001,
  0x00800000,
  0x80800000,
  0x7f7fffff,
  0xff7fffff,
  0x42b00000,
  0xc2b00000,
  0x42b20000,
  0xc2b20000,
  0x461c4000,
  0xc61c4000,
);

enableRelaxedSimd();

/** Every backend that this engine has; findings come in this order. The first ones have to give the same bits. */
const backends = [createElu({ backend: "wasm-simd" }), createElu({ backend: "js" }), createRelaxedElu()].filter(
  (functions, k) => k < DETERMINISTIC || functions.getBackend().name === "wasm-relaxed-simd",
);

export const backendNames: readonly BackendName[] = backends.map((functions) => functions.getBackend().name);

/** Gradients of the loss, over many binades, so that products next to overflow and underflow come up. */
const gradOutput = randomGradients();

/** What a worker does. The first part of a claim checks special values, too. */
export default function checkPart({ claim: index, start, end }: Part): Finding[] {
  const claim = CLAIMS[index];
  const findings = backendNames.map(emptyFinding);
  const bits = new Uint32Array(Math.min(BATCH, end - start));
  for (let done = start; done < end; done += BATCH) {
    const count = Math.min(BATCH, end - done);
    for (let i = 0; i < count; i++) bits[i] = claim.first + (done + i) * claim.step;
    checkBatch(claim, bits.slice(0, count), findings);
  }
  if (start === 0) checkBatch(claim, specialFor(claim), findings);
  return findings;
}

/** Those that can be: no forward gives an output below its saturation. */
function specialFor({ member, alpha, kind }: Claim): Uint32Array {
  if (kind !== "gradient from output") return SPECIAL;
  const saturation = Math.fround(member.value(-Infinity, alpha));
  return SPECIAL.filter((_, i) => !(new Float32Array(SPECIAL.buffer)[i] < saturation));
}

export function emptyFinding(): Finding {
  return { checked: 0, largestError: 0, at: Number.NaN, misrounded: 0, undecided: 0, broken: [] };
}

/** Adds a part to what was found so far on the same backend. */
export function addFinding(sum: Finding, part: Finding): void {
  sum.checked += part.checked;
  sum.misrounded += part.misrounded;
  sum.undecided += part.undecided;
  if (part.largestError > sum.largestError) {
    sum.largestError = part.largestError;
    sum.at = part.at;
  }
  sum.broken = [...sum.broken, ...part.broken].slice(0, MOST_WORDS);
}

function randomGradients(): Float32Array {
  const random = normal(1);
  return Float32Array.from({ length: BATCH }, (_, i) => random() * 2 ** ((i % 81) - 40));
}

function checkBatch(claim: Claim, bits: Uint32Array, findings: Finding[]): void {
  const input = new Float32Array(bits.buffer);
  const exact = exactResults(claim, input);
  const results = backends.map((functions) => run(claim, functions, input));
  const first = check(claim, input, exact, results[0]);
  for (const [k, result] of results.entries()) {
    const i = firstDifference(result, results[0]);
    const finding = i < 0 ? first : check(claim, input, exact, result);
    if (i >= 0 && k < DETERMINISTIC) {
      finding.broken.push(`${backendNames[k]} gives ${result[i]} at ${input[i]}, ${backendNames[0]} ${results[0][i]}`);
    }
    addFinding(findings[k], finding);
  }
}

/** In float64. */
function exactResults({ member, alpha, kind }: Claim, input: Float32Array): Float64Array {
  const exact = new Float64Array(input.length);
  const { value, gradient, gradientFromOutput } = member;
  if (kind === "value") {
    // Above 0 it is cheaper to see in the check that ELU and CELU give x itself.
    for (let i = 0; i < input.length; i++) if (!returnsItself(member, input[i])) exact[i] = value(input[i], alpha);
  } else {
    const derivative = kind === "gradient" ? gradient : gradientFromOutput;
    for (let i = 0; i < input.length; i++) exact[i] = gradOutput[i] * derivative(input[i], alpha);
  }
  return exact;
}

function returnsItself(member: Member, x: number): boolean {
  return x === 0 || (x > 0 && member !== SELU);
}

function run({ member, alpha, kind }: Claim, functions: Elu, input: Float32Array): Float32Array {
  if (kind === "value") return member === SELU ? functions.selu(input) : functions[member.name](input, { alpha });
  const from = kind === "gradient" ? "input" : "output";
  const gradients = gradOutput.subarray(0, input.length);
  return member === SELU
    ? functions.seluBackward(gradients, input, { from })
    : functions[`${member.name}Backward`](gradients, input, { alpha, from });
}

function firstDifference(a: Float32Array, b: Float32Array): number {
  if (a === b) return -1;
  const [aBits, bBits] = [new Uint32Array(a.buffer), new Uint32Array(b.buffer)];
  for (let i = 0; i < aBits.length; i++)
    if (aBits[i] !== bBits[i] && !(Number.isNaN(a[i]) && Number.isNaN(b[i]))) return i;
  return -1;
}

function check(claim: Claim, input: Float32Array, exact: Float64Array, result: Float32Array): Finding {
  const finding = emptyFinding();
  finding.checked = input.length;
  for (let i = 0; i < input.length; i++) {
    const x = input[i];
    if (claim.kind !== "value" || !returnsItself(claim.member, x)) judge(claim, finding, x, result[i], exact[i]);
    else if (!Object.is(result[i], x)) finding.broken.push(`${x} gives ${result[i]}, not itself`);
  }
  return finding;
}

/** Counts one result. */
function judge({ member, kind, alpha }: Claim, finding: Finding, x: number, result: number, exact: number): void {
  if (result === exact || (result === 0 && mayBeZero(member, kind, alpha, x))) return;
  const error = ulpError(result, exact);
  if (error > finding.largestError) {
    finding.largestError = error;
    finding.at = x;
  }
  if (Math.abs(error - 0.5) < REFERENCE_ERROR) finding.undecided++;
  else if (error > 0.5) finding.misrounded++;
  // A bound that depends on x is NaN for NaN.
  if (error !== 0 && !(error <= bound(member, kind, alpha, x, exact)))
    finding.broken.push(`${x} gives ${result}, ${error.toFixed(3)} ULP from ${exact}`);
}
