/**
 * The numbers of the ELU kernel, shared by the WebAssembly module (assembly/) and its JavaScript twin
 * (js-kernels.ts), so that both compute the same bits. Each is exactly a float32.
 *
 * For x < 0, with n = round(x * log2 e) and r = x - n * ln 2, hence |r| <= 0.347, and s = 2^n:
 *
 *     e^x - 1 = s * p + (s - 1)
 *     p = e^r - 1 = r + r^2 * q(r)
 *     q(r) = Q0 + Q1 r + Q2 r^2 + Q3 r^3 + Q4 r^4
 *
 * s is a power of two, and s - 1 exact until it rounds to -1, so that for alpha = 1 only the roundings in p and that
 * of the last addition are left. Largest error over every float32 x: 0.861 ULP (test/large/every-float.test.ts). A
 * power of two as alpha is folded in without a rounding: s alpha * p + (s alpha - alpha). Any other alpha would round
 * twice more and miss 1.5 ULP; there e = e^x - 1 is followed by what its additions lost, which subtractions tell
 * exactly, and the result is alpha * e + alpha * lost, for a third more time.
 */

/** log2 e to float32: 0x1.715476p+0. */
export const LOG2_E = 1.4426950216293335;

/**
 * ln 2 to float32: 0x1.62e430p-1. One constant is enough: its error of 2e-9 is lost beside the 1 for n <> 0, and
 * n = 0 leaves r = x.
 */
export const LN_2 = 0.6931471824645996;

/**
 * 1.5 * 2^23 + 127. A small float32 added to it is rounded to an integer n, which stands as n + 127 in the low bits
 * of the sum; shifted left by 23, these bits are the float32 2^n.
 */
export const EXPONENT_MAGIC = 12583039;

/** From here down to -Infinity the result is -alpha: e^x is less than half an ULP beside 1. It keeps n in range. */
export const SATURATION = -17.5;

/*
 * The coefficients of q: minimax values, then searched over their float32 neighbours for the smallest largest error
 * of the whole kernel, its roundings included, with fused and with unfused arithmetic.
 */

/** 0x1.fffff6p-2 */
export const Q0 = 0.49999985098838806;
/** 0x1.555460p-3 */
export const Q1 = 0.16666483879089355;
/** 0x1.555a3ep-5 */
export const Q2 = 0.041669007390737534;
/** 0x1.125114p-7 */
export const Q3 = 0.00837148167192936;
/** 0x1.6a7264p-10 */
export const Q4 = 0.00138262496329844;
