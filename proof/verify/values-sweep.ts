/**
 * `elu` at alpha 1 and `selu`, at every float: the errors of the float32 kernels, whether those have the model's bits, and
 * whether each exact kernel gives the nearest float.
 */
import { forward } from "../model/float32.js";
import { BOUNDS } from "../reference/family.js";
import * as digits from "../reference/high-precision.js";
import { ulpError } from "../reference/ulp.js";
import { type Build, builds } from "./builds.js";
import { addError, addReason, createFinding, type Finding } from "./finding.js";

const { fround } = Math;

export interface Member {
  readonly name: "elu" | "selu";
  readonly title: string;
  readonly alpha: number;
  readonly scale: number;
  /** The same with more digits, for what float64 cannot decide. */
  readonly exactAlpha: bigint;
  readonly exactScale: bigint;
  /** In ULP, of the float32 kernels. */
  readonly bound: number;
}

export const ELU: Member = {
  name: "elu",
  title: "elu, alpha 1",
  alpha: 1,
  scale: 1,
  exactAlpha: digits.fixed(1),
  exactScale: digits.fixed(1),
  bound: BOUNDS.unitElu,
};

export const SELU: Member = {
  name: "selu",
  title: "selu",
  alpha: digits.toNumber(digits.SELU_SCALED_ALPHA),
  scale: digits.toNumber(digits.SELU_SCALE),
  exactAlpha: digits.SELU_SCALED_ALPHA,
  exactScale: digits.SELU_SCALE,
  bound: BOUNDS.selu,
};

/** More than Math.expm1 and a product can be off, in proportion: what rounds otherwise within it is computed with more digits. */
const UNCERTAIN = 2 ** -49;

/** Between these the kernels compute: below, the result is -alpha, and above, e^x - 1 is x + x^2 / 2. */
const CURVED_FROM = -18.5;
const CURVED_TO = -(2 ** -26);

/** Sweeps `count` bit patterns from `first` up, on every build: a finding for each. */
export function sweepValues(member: Member, first: number, count: number): Finding[] {
  const bits = Uint32Array.from({ length: count }, (_, i) => first + i);
  const input = new Float32Array(bits.buffer);
  const exact = Float64Array.from(input, (x) => value(member, x));
  const nearest = Float32Array.from(input, (x, i) => nearestFloat(member, x, exact[i]));
  return builds.map((build) => check(member, build, input, exact, nearest));
}

/** In float64. */
function value({ alpha, scale }: Member, x: number): number {
  if (!(x < 0)) return x * scale;
  if (x < CURVED_FROM) return x < 2 * CURVED_FROM ? -alpha : alpha * Math.expm1(x);
  return alpha * (x > CURVED_TO ? x + (x * x) / 2 : Math.expm1(x));
}

/** Correctly rounded, where `estimate` is all but the value. */
function nearestFloat({ exactAlpha, exactScale }: Member, x: number, estimate: number): number {
  const lower = fround(estimate * (1 - UNCERTAIN));
  const upper = fround(estimate * (1 + UNCERTAIN));
  if (lower === upper || Number.isNaN(x) || !Number.isFinite(upper)) return lower;
  const product = x < 0 ? -digits.expm1(x) * exactAlpha : digits.fixed(x) * exactScale;
  return product > digits.fixed(Math.abs(lower + upper) / 2) * digits.fixed(1) ? upper : lower;
}

/** Compares bits first: most results are the nearest floats. */
function check(
  member: Member,
  { name, functions, arithmetic }: Build,
  input: Float32Array,
  exact: Float64Array,
  nearest: Float32Array,
): Finding {
  const isExact = arithmetic === "exact";
  const finding = createFinding(member.title, `${name}, ${arithmetic}`, isExact ? 0.5 : member.bound);
  const result = functions[member.name](input);
  const [bits, nearestBits] = [new Uint32Array(result.buffer), new Uint32Array(nearest.buffer)];
  finding.checked = input.length;
  for (let i = 0; i < bits.length; i++) {
    if (bits[i] === nearestBits[i] || (Number.isNaN(result[i]) && Number.isNaN(exact[i]))) continue;
    addError(finding, Math.max(ulpError(result[i], exact[i]), isExact ? 0.5001 : 0.5), () => `${input[i]}`);
    if (result[i] === nearest[i]) addReason(finding, `${input[i]} gives ${result[i]} with the other sign`);
  }
  if (!isExact) compareWithModel(member, arithmetic === "fused", input, result, finding);
  return finding;
}

function compareWithModel(
  member: Member,
  fused: boolean,
  input: Float32Array,
  result: Float32Array,
  finding: Finding,
): void {
  const [alpha, scale] = [fround(member.alpha), fround(member.scale)];
  for (let i = 0; i < input.length; i++) {
    const x = input[i];
    if (x > CURVED_TO || !(x >= CURVED_FROM)) continue;
    const expected = forward(x, alpha, scale, 1, fused);
    if (result[i] !== expected) addReason(finding, `${x} gives ${result[i]}, and ${expected} in the model`);
  }
}
