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

/** Prime, so that no pattern in the lowest bits is left out by it. */
const SAMPLED = 127;

const [tiny, subnormal, huge] = [1e-36, 1e-40, 3e38].map(Math.fround);
const [third, awkward, small, large] = [0.3, 42.42, 1e-3, 1e6].map(Math.fround);

export const CLAIMS: readonly Claim[] = [
  { member: ELU, alpha: 1, kind: "value", ...ALL, step: 1 },
  { member: ELU, alpha: 2, kind: "value", ...CURVED, step: 1 },
  { member: ELU, alpha: third, kind: "value", ...CURVED, step: 1 },
  { member: SELU, alpha: 1, kind: "value", ...CURVED, step: 1 },
  ...[2, 0.5, 0, -1, third, Math.fround(1.7), awkward, small, large, huge, tiny, 2 ** -126, subnormal].map((alpha) =>
    sampled(ELU, alpha, "value"),
  ),
  sampled(SELU, 1, "value"),
  ...[1, 2, third, awkward, huge, tiny, subnormal].map((alpha) => sampled(CELU, alpha, "value")),
  ...[1, 2, third, -1, awkward, huge, tiny, subnormal].map((alpha) => sampled(ELU, alpha, "gradient")),
  sampled(SELU, 1, "gradient"),
  ...[2, third, awkward, huge, tiny, subnormal].map((alpha) => sampled(CELU, alpha, "gradient")),
  ...[1, 2, third, huge, tiny, subnormal].map((alpha) => sampled(ELU, alpha, "gradient from output")),
  sampled(SELU, 1, "gradient from output"),
  ...[2, third, awkward, huge, tiny, subnormal].map((alpha) => sampled(CELU, alpha, "gradient from output")),
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

/** Outputs end at the saturation: what lies below it no forward gives. */
function sampled(member: Member, alpha: number, kind: Kind): Claim {
  if (kind !== "gradient from output") return { member, alpha, kind, ...ALL, step: SAMPLED };
  const last = bitsOf(Math.fround(member.value(-Infinity, alpha)));
  return { member, alpha, kind, first: 0, last, step: SAMPLED };
}

function bitsOf(float: number): number {
  return new Uint32Array(Float32Array.of(float).buffer)[0];
}
