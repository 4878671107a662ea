/** What float64 cannot decide: e^x - 1, ln 2 and SELU's constants in fixed point, as integers times 2^-256. */

const BITS = 256n;
const ONE = 1n << BITS;
const HALVINGS = 16n;

export const SELU_SCALE = decimal("1.0507009873554804934193349852946");

/** SELU's alpha times its scale. */
export const SELU_SCALED_ALPHA = (decimal("1.6732632423543772848170429916717") * SELU_SCALE) >> BITS;

export const LN_2 = naturalLogarithmOf2();

function decimal(digits: string): bigint {
  const [whole, fraction] = digits.split(".");
  return (BigInt(whole + fraction) * ONE) / 10n ** BigInt(fraction.length);
}

/** A float64 above 2^-200, without rounding. */
export function fixed(value: number): bigint {
  let scaled = value;
  let shift = BITS;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift--;
  }
  return BigInt(scaled) << shift;
}

/** The nearest float64, or one beside it. */
export function toNumber(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  const shift = Math.max(0, magnitude.toString(2).length - 64);
  return Number(value >> BigInt(shift)) * 2 ** (shift - Number(BITS));
}

/** e^x - 1, good to 2^-200. */
export function expm1(x: number): bigint {
  const small = fixed(x) >> HALVINGS;
  let sum = 0n;
  for (let term = small, k = 2n; term !== 0n && term !== -1n; k++) {
    sum += term;
    term = (term * small) / (k << BITS);
  }
  for (let i = 0n; i < HALVINGS; i++) sum = (sum * (sum + 2n * ONE)) >> BITS;
  return sum;
}

/** 2 artanh 1/3 */
function naturalLogarithmOf2(): bigint {
  let sum = 0n;
  for (let power = ONE / 3n, k = 1n; power > 0n; power /= 9n, k += 2n) sum += power / k;
  return 2n * sum;
}
