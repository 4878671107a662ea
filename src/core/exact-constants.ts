/**
 * The constants of the kernels that compute in float64 and round once, in WebAssembly (assembly/exact.ts) and in
 * JavaScript (js-kernels.ts): both compute the same bits.
 *
 * With n = round(z log2 e), s = 2^n, r = z - n ln 2, hence |r| <= 0.347, and w = r^2:
 *
 *     e^z - 1 = s p + (s - 1)                e^z = s p + s
 *     p = e^r - 1 = w q(r) + r
 *     q(r) = (((( Q9 r + Q8) w + (Q7 r + Q6)) w + (Q5 r + Q4)) w + (Q3 r + Q2)) w + (Q1 r + Q0)
 *
 * Multiplications and additions are rounded one by one, in this order. No float32 z is misrounded at alpha 1 (npm run
 * verify).
 */

/** 0x1.71547652b82fep+0 */
// biome-ignore lint/suspicious/noApproximativeNumericConstant: a literal is folded by every engine.
export const LOG2_E = 1.4426950408889634;

/**
 * 1.5 * 2^52 + 1023: the low bits of the sum are n + 1023; shifted left by 52, these bits are the float64 2^n.
 */
export const EXPONENT_MAGIC = 6755399441056767;

/** -0x1.62e42fefa0000p-1: -ln 2 in 36 bits, so that its product with n is exact. */
export const MINUS_LN_2_HIGH = -0.6931471805582987;
/** -0x1.cf79abc9e3b3ap-40: the rest of -ln 2. */
export const MINUS_LN_2_LOW = -1.6465949582897082e-12;

/** At this z and below, alpha (e^z - 1) rounds to -alpha in float32. */
export const SATURATION = -18;

/**
 * For any z below this, gradients are computed at this z: alpha gradOutput is below 2^256, so its product with e^-283
 * rounds to 0. The factor itself stays above 0, so that an infinite gradOutput gives Infinity.
 */
export const UNDERFLOW = -283;

export const Q0 = 0.5;
/** 0x1.5555555555556p-3 */
export const Q1 = 0.16666666666666669;
/** 0x1.5555555553d63p-5 */
export const Q2 = 0.04166666666662413;
/** 0x1.11111111109b3p-7 */
export const Q3 = 0.008333333333330062;
/** 0x1.6c16c1788bd90p-10 */
export const Q4 = 0.0013888888917213717;
/** 0x1.a01a01a7c41d5p-13 */
export const Q5 = 0.00019841269863053618;
/** 0x1.a019b90d2ae7ap-16 */
export const Q6 = 2.4801521295954376e-5;
/** 0x1.71de0dae63bb3p-19 */
export const Q7 = 2.7557268459997064e-6;
/** 0x1.289185613a3d6p-22 */
export const Q8 = 2.7620088445409746e-7;
/** 0x1.af38a9b0ec855p-26 */
export const Q9 = 2.510038549551032e-8;

/** The rest of SELU_SCALED_ALPHA beyond float64. Near saturation, y plus SELU_SCALED_ALPHA is as small as this. */
export const SELU_SCALED_ALPHA_LOW = 1.41535193800845e-17;
