/**
 * The constants of the float32 kernels (assembly/) and of their model (proof/model/float32.ts). All are exact in
 * float32 except those of SELU, which callers pass.
 *
 * For z <= 0, with n = round(z * log2 e) and r = z - n * ln 2, hence |r| <= 0.347, and s = 2^n:
 *
 *     alpha (e^z - 1) = s * (alpha p) + (s * alpha - alpha)
 *     e^z = s * p + s
 *     p = e^r - 1 = r + r^2 * q(r)
 *     alpha p = alpha r + ((alpha r) r) * q(r)
 *     q(r) = Q0 + Q1 r + Q2 r^2 + Q3 r^3 + Q4 r^4
 *
 * s is a power of two, so products with s are exact. For alpha = 1, s - 1 is exact until it rounds to -1, which leaves
 * the roundings in p and of the last addition: 0.864 ULP over every float32 (npm run verify). With any other alpha,
 * alpha r, which both terms of alpha p share, and s alpha - alpha round, too: at most 2.1 ULP for every alpha
 * (docs/kernel.md).
 */

/** log2 e to float32: 0x1.715476p+0. */
export const LOG2_E = 1.4426950216293335;

/**
 * -ln 2 to float32: -0x1.62e430p-1. One constant is enough: for n <> 0, its error of 2e-9 is negligible next to the 1,
 * and for n = 0, r is x.
 */
export const MINUS_LN_2 = -0.6931471824645996;

/*
 * -ln 2 in two floats, for gradients, which need the digits of e^z itself instead of e^z - 1. The first has 16 bits, so
 * that its product with n is exact; the second is the rest of -ln 2.
 */

/** -0x1.62e4p-1 */
export const MINUS_LN_2_HIGH = -0.693145751953125;
/** -0x1.7f7d1cp-20 */
export const MINUS_LN_2_LOW = -0.000001428606765330187;

/**
 * 1.5 * 2^23 + 127. Adding a small float32 rounds it to an integer n, and leaves n + 127 in the low bits of the sum;
 * shifted left by 23, these bits are the float32 2^n.
 */
export const EXPONENT_MAGIC = 12583039;

/** At this x and below, the result is -alpha: e^x is less than half an ULP of 1. The clamp keeps n in range. */
export const SATURATION = -17.5;

/** -2^-25. From this x/alpha up, alpha * (e^(x/alpha) - 1) rounds to x, while x/alpha may lose digits near 0. */
export const LINEAR_FROM = -2.9802322387695312e-8;

/*
 * The coefficients of q: minimax values, then searched over their float32 neighbours for the smallest largest error
 * of the whole kernel, its roundings included, with fused and with unfused arithmetic (npm run search).
 */

/** 0x1.fffffap-2 */
export const Q0 = 0.49999991059303284;
/** 0x1.555460p-3 */
export const Q1 = 0.16666483879089355;
/** 0x1.555730p-5 */
export const Q2 = 0.041667550802230835;
/** 0x1.1250a8p-7 */
export const Q3 = 0.00837143138051033;
/** 0x1.6c94b0p-10 */
export const Q4 = 0.0013907654210925102;

/** SELU's scale, 1.0507009873554804934..., in float64. */
export const SELU_SCALE = 1.0507009873554805;

/** SELU's alpha times its scale, 1.6732632423543772848... * 1.0507009873554804934..., in float64. */
export const SELU_SCALED_ALPHA = 1.7580993408473768;
