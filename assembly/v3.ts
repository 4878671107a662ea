/**
 * The constants of src/core/constants.ts, imported when the module is instantiated (src/core/kernel-imports.ts): so it
 * has no data of its own, and any linear memory will do. A loop reads each once, before it starts: a value that V8
 * cannot fold stays in a register, while it makes the splat of a literal again at each use, which costs a tenth of the
 * time and more.
 *
 * This file's name is the namespace of the imports, and tells versions of the interface apart: to a module of another
 * one nothing of this can be imported. One letter each, because the letters are in the module and in the package, too.
 */
declare const a: f32;
declare const b: f32;
declare const c: f32;
declare const d: f32;
declare const e: f32;
declare const f: f32;
declare const g: f32;
declare const h: f32;
declare const i: f32;
declare const j: f32;
declare const k: f32;
declare const l: f32;

export {
  a as LOG2_E,
  b as EXPONENT_MAGIC,
  c as MINUS_LN_2,
  d as MINUS_LN_2_HIGH,
  e as MINUS_LN_2_LOW,
  f as SATURATION,
  g as LINEAR_FROM,
  h as Q0,
  i as Q1,
  j as Q2,
  k as Q3,
  l as Q4,
};
