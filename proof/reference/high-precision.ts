/** Arithmetic with 100 decimal digits, for cases that float64 cannot decide, with SELU's constants and ln 2. */
import { Decimal } from "decimal.js";

const Precise = Decimal.clone({ precision: 100 });

export const SELU_SCALE = new Precise("1.0507009873554804934193349852946");

/** SELU's alpha times its scale. */
export const SELU_SCALED_ALPHA = new Precise("1.6732632423543772848170429916717").times(SELU_SCALE);

export const LN_2 = new Precise(2).ln();

/** A float64 with all its digits. The constructor takes only the fewest digits that identify a float64. */
export function precise(value: number): Decimal {
  return new Precise(value.toPrecision(100));
}
