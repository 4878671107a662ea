/**
 * The constants of src/core/exact-constants.ts, imported as v3.ts documents. This file's name is the namespace of the
 * imports.
 */
declare const a: f64;
declare const b: f64;
declare const c: f64;
declare const d: f64;
declare const e: f64;
declare const f: f64;
declare const g: f64;
declare const h: f64;
declare const i: f64;
declare const j: f64;
declare const k: f64;
declare const l: f64;
declare const m: f64;
declare const n: f64;
declare const o: f64;
declare const p: f64;
declare const q: f64;
declare const r: f64;

export {
  a as LOG2_E,
  b as EXPONENT_MAGIC,
  c as MINUS_LN_2_HIGH,
  d as MINUS_LN_2_LOW,
  e as SATURATION,
  f as UNDERFLOW,
  g as Q0,
  h as Q1,
  i as Q2,
  j as Q3,
  k as Q4,
  l as Q5,
  m as Q6,
  n as Q7,
  o as Q8,
  p as Q9,
  q as SELU_SCALED_ALPHA,
  r as SELU_SCALED_ALPHA_LOW,
};
