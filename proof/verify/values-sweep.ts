/**
 * Sweeps `elu` at alpha 1 and `selu` over every float: measures the errors of the float32 kernels, compares their bits
 * with the model, and checks that each exact kernel rounds correctly.
 */
import type { Decimal } from "decimal.js";
import { forward } from "../model/float32.js";
import { BOUNDS } from "../reference/family.js";
import { precise, SELU_SCALE, SELU_SCALED_ALPHA } from "../reference/high-precision.js";
import { ulpError } from "../reference/ulp.js";
import type { Build } from "./builds.js";
import { addError, addReason, createFinding, type Finding } from "./findings.js";
import { halfUlp } from "./rounding.js";

const { fround } = Math;

export interface Swept {
  readonly name: "elu" | "selu";
  readonly title: string;
  /** All digits of alpha and scale, for results that float64 cannot decide. */
  readonly alpha: Decimal;
  readonly scale: Decimal;
  /** The bound of the float32 kernels in ULP. */
  readonly bound: number;
}

export const ELU: Swept = {
  name: "elu",
  title: "elu, alpha 1",
  alpha: precise(1),
  scale: precise(1),
  bound: BOUNDS.unitElu,
};

export const SELU: Swept = {
  name: "selu",
  title: "selu",
  alpha: SELU_SCALED_ALPHA,
  scale: SELU_SCALE,
  bound: BOUNDS.selu,
};

/** More than the relative error of Math.expm1 and a product. Closer to the middle of two floats, all digits decide. */
const UNCERTAIN = 2 ** -49;

/** Between these, kernels evaluate the polynomial: below, the result is -alpha, and above, e^x - 1 is x + x^2 / 2. */
const CURVED_FROM = -18.5;
const CURVED_TO = -(2 ** -26);

/** Inputs in a batch. */
const BATCH = 2 ** 16;

/** Sweeps the bit patterns from `first` to `end`, exclusive. Returns a finding for each batch and build. */
export function sweepValues(swept: Swept, first: number, end: number, builds: readonly Build[]): Finding[] {
  const findings: Finding[] = [];
  for (let start = first; start < end; start += BATCH) {
    const bits = new Uint32Array(Math.min(BATCH, end - start));
    for (let i = 0; i < bits.length; i++) bits[i] = start + i;
    const input = new Float32Array(bits.buffer);
    const exact = exactValues(swept, input);
    const nearest = roundedValues(swept, input, exact);
    for (const build of builds) findings.push(check(swept, build, input, exact, nearest));
  }
  return findings;
}

function exactValues(swept: Swept, input: Float32Array): Float64Array {
  const [alpha, scale] = [swept.alpha.toNumber(), swept.scale.toNumber()];
  const exact = new Float64Array(input.length);
  for (let i = 0; i < input.length; i++) exact[i] = value(input[i], alpha, scale);
  return exact;
}

function value(x: number, alpha: number, scale: number): number {
  if (!(x < 0)) return x * scale;
  if (x < 2 * CURVED_FROM) return -alpha;
  return alpha * (x > CURVED_TO ? x + (x * x) / 2 : Math.expm1(x));
}

/** The correctly rounded values. */
function roundedValues(swept: Swept, input: Float32Array, exact: Float64Array): Float32Array {
  const nearest = new Float32Array(exact);
  for (let i = 0; i < input.length; i++) {
    const isTowardsZero = exact[i] - nearest[i] > 0 === exact[i] > 0;
    const other = fround(exact[i] * (isTowardsZero ? 1 + UNCERTAIN : 1 - UNCERTAIN));
    if (other !== nearest[i] && Number.isFinite(other + nearest[i]))
      nearest[i] = decide(swept, input[i], nearest[i], other);
  }
  return nearest;
}

/** The one of two neighbouring floats that is nearer to the value at x. */
function decide({ alpha, scale }: Swept, x: number, one: number, other: number): number {
  const value = x < 0 ? alpha.times(precise(x).exp().minus(1)).abs() : scale.times(precise(x));
  const middle = precise(Math.abs(one + other) / 2);
  return value.greaterThan(middle) === Math.abs(one) > Math.abs(other) ? one : other;
}

function check(
  { name, title, alpha, scale, bound }: Swept,
  build: Build,
  input: Float32Array,
  exact: Float64Array,
  nearest: Float32Array,
): Finding {
  const isExact = build.arithmetic === "exact";
  const isFused = build.arithmetic === "fused";
  const finding = createFinding(title, `${build.name}, ${build.arithmetic}`, isExact ? 0.5 : bound);
  finding.checked = input.length;
  const result = build.functions[name](input);
  const [bits, nearestBits] = [new Uint32Array(result.buffer), new Uint32Array(nearest.buffer)];
  const [floatAlpha, floatScale] = [fround(alpha.toNumber()), fround(scale.toNumber())];
  for (let i = 0; i < bits.length; i++) {
    const x = input[i];
    if (!isExact && CURVED_FROM <= x && x <= CURVED_TO) {
      const expected = forward(x, floatAlpha, floatScale, 1, isFused);
      if (result[i] !== expected) addReason(finding, `${x} gives ${result[i]}, and ${expected} in the model`);
    }
    if (bits[i] === nearestBits[i] || (Number.isNaN(result[i]) && Number.isNaN(exact[i]))) continue;
    if (isExact || result[i] === nearest[i]) addReason(finding, `${x} gives ${result[i]}, not ${nearest[i]}`);
    // A cheap check first: the ULP of a slightly smaller value is the same or half, so it skips no larger error.
    if (Math.abs(result[i] - exact[i]) <= finding.found * 2 * halfUlp(0.999999 * Math.abs(exact[i]))) continue;
    addError(finding, ulpError(result[i], exact[i]), () => `${x}`);
  }
  return finding;
}
