/**
 * `elu` at alpha 1 and `selu`, at every float: the errors of the float32 kernels, whether those have the model's bits, and
 * whether each exact kernel gives the nearest float.
 */
import { forward } from "../model/float32.js";
import { BOUNDS } from "../reference/family.js";
import * as digits from "../reference/high-precision.js";
import { ulpError } from "../reference/ulp.js";
import type { Build } from "./builds.js";
import { addError, addReason, createFinding, type Finding } from "./finding.js";
import { halfUlp } from "./rounding.js";

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

/** Sweeps `count` bit patterns from `first` up: a finding for each build. */
export function sweepValues(member: Member, first: number, count: number, builds: readonly Build[]): Finding[] {
  const input = new Float32Array(count);
  const bits = new Uint32Array(input.buffer);
  const exact = new Float64Array(count);
  const nearest = new Float32Array(count);
  for (let i = 0; i < count; i++) bits[i] = first + i;
  if (member.scale === 1 && bits[count - 1] < 2 ** 31) {
    exact.set(input);
    nearest.set(input);
  } else {
    computeExact(member, input, exact, nearest);
  }
  return builds.map((build) => check(member, build, input, exact, nearest));
}

/** The value in float64, and rounded correctly to float32. */
function computeExact(member: Member, input: Float32Array, exact: Float64Array, nearest: Float32Array): void {
  for (let i = 0; i < input.length; i++) exact[i] = value(member, input[i]);
  for (let i = 0; i < input.length; i++) {
    nearest[i] = exact[i];
    const isTowardsZero = exact[i] - nearest[i] > 0 === exact[i] > 0;
    const other = fround(exact[i] * (isTowardsZero ? 1 + UNCERTAIN : 1 - UNCERTAIN));
    if (other !== nearest[i] && Number.isFinite(other + nearest[i]))
      nearest[i] = decide(member, input[i], nearest[i], other);
  }
}

function value({ alpha, scale }: Member, x: number): number {
  if (!(x < 0)) return x * scale;
  if (x < CURVED_FROM) return x < 2 * CURVED_FROM ? -alpha : alpha * Math.expm1(x);
  return alpha * (x > CURVED_TO ? x + (x * x) / 2 : Math.expm1(x));
}

/** Which of two neighbouring floats is nearer to the value at x. */
function decide({ exactAlpha, exactScale }: Member, x: number, one: number, other: number): number {
  const product = x < 0 ? -digits.expm1(x) * exactAlpha : digits.fixed(x) * exactScale;
  const middle = digits.fixed(Math.abs(one + other) / 2) * digits.fixed(1);
  return product > middle === Math.abs(one) > Math.abs(other) ? one : other;
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
    if (isExact || result[i] === nearest[i]) addReason(finding, `${input[i]} gives ${result[i]}, not ${nearest[i]}`);
    // At first with the unit of a value that is a little smaller, which may be half as large.
    if (Math.abs(result[i] - exact[i]) <= finding.found * 2 * halfUlp(0.999999 * Math.abs(exact[i]))) continue;
    addError(finding, ulpError(result[i], exact[i]), () => `${input[i]}`);
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
