/** What is proven: the functions, their parameters, and the inputs over which each is swept. */
import { CELU, ELU, type Kind, type Member, SELU } from "../reference/family.js";

export interface Claim {
  readonly member: Member;
  /** A float32. SELU has none of its own and ignores it. */
  readonly alpha: number;
  readonly kind: Kind;
  /** Bit patterns of float32: every `step`-th from `first` up to `last`, as many in each binade. */
  readonly first: number;
  readonly last: number;
  readonly step: number;
  /** Whether the table has one row for it and the others like it. */
  readonly isOfSpread?: true;
}

/** Inputs of a claim that are checked at once, from the `start`-th up to the `end`-th. */
export interface Part {
  /** Its place in {@link CLAIMS}. */
  readonly claim: number;
  readonly start: number;
  readonly end: number;
}

/** Every bit pattern there is: positive numbers, infinities, NaN and subnormals included. */
const ALL = { first: 0, last: 2 ** 32 - 1 };

/** From -2^-25, where the result is all but linear, to -17.5, where it saturates. */
const CURVED = { first: bitsOf(-(2 ** -25)), last: bitsOf(-17.5) };

/** Primes, so that no pattern in the lowest bits is left out by them: for a single alpha, and for each of the spread. */
const SAMPLED = 509;
const SPARSELY = 10_007;

/** From the smallest subnormal to the largest float, evenly over the exponents, every fourth negative, and 0. */
const LOGARITHMS = 220;
const SPREAD: readonly number[] = [
  0,
  ...Array.from({ length: LOGARITHMS }, (_, i) =>
    Math.fround((i % 4 === 3 ? -1 : 1) * 2 ** (-149 + (276.9 * i) / (LOGARITHMS - 1))),
  ),
];
const POSITIVE = SPREAD.filter((alpha) => alpha > 0);

const third = Math.fround(0.3);

export const CLAIMS: readonly Claim[] = [
  { member: ELU, alpha: 1, kind: "value", ...ALL, step: 1 },
  { member: SELU, alpha: 1, kind: "value", ...ALL, step: 1 },
  { member: ELU, alpha: Math.fround(1.6), kind: "value", ...CURVED, step: 1 },
  ...SPREAD.map((alpha) => spread(ELU, alpha, "value")),
  ...POSITIVE.map((alpha) => spread(CELU, alpha, "value")),
  ...[1, 2, third].map((alpha) => sampled(ELU, alpha, "gradient")),
  ...SPREAD.map((alpha) => spread(ELU, alpha, "gradient")),
  sampled(SELU, 1, "gradient"),
  ...[2, third].map((alpha) => sampled(CELU, alpha, "gradient")),
  ...POSITIVE.map((alpha) => spread(CELU, alpha, "gradient")),
  ...[1, third].map((alpha) => sampled(ELU, alpha, "gradient from output")),
  ...POSITIVE.map((alpha) => spread(ELU, alpha, "gradient from output")),
  sampled(SELU, 1, "gradient from output"),
  ...[2, third].map((alpha) => sampled(CELU, alpha, "gradient from output")),
  ...POSITIVE.map((alpha) => spread(CELU, alpha, "gradient from output")),
];

export function titleOf({ member, alpha, kind }: Claim): string {
  const name = kind === "value" ? member.name : `${member.name}Backward`;
  const from = kind === "gradient from output" ? ", from output" : "";
  return member === SELU ? `${name}${from}` : `${name}, alpha ${Number(alpha.toPrecision(6))}${from}`;
}

/** How many inputs a claim is checked on, but for the special values that every sweep adds. */
export function inputsOf({ first, last, step }: Claim): number {
  return Math.floor((last - first) / step) + 1;
}

/** One of those with the alphas of the spread. */
function spread(member: Member, alpha: number, kind: Kind): Claim {
  return { ...sampled(member, alpha, kind), step: SPARSELY, isOfSpread: true };
}

/** Outputs end at the saturation: what lies below it no forward gives. */
function sampled(member: Member, alpha: number, kind: Kind): Claim {
  if (kind !== "gradient from output") return { member, alpha, kind, ...ALL, step: SAMPLED };
  const last = bitsOf(Math.fround(member.value(-Infinity, alpha)));
  return { member, alpha, kind, first: 0, last, step: SAMPLED };
}

function bitsOf(float: number): number {
  return new Uint32Array(Float32Array.of(float).buffer)[0];
}
