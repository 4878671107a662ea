/**
 * The constants of src/core/constants.ts. The module imports them when it is instantiated (src/core/kernel-imports.ts),
 * so it needs no data segment and runs over any linear memory.
 *
 * Imports are also faster than literals. V8 cannot fold an import, so it splats the import once, before the loop, and
 * keeps it in a register. V8 splats a literal again at each use, which takes a tenth longer and more.
 *
 * This file's name is the namespace of the imports and the version of the interface: a module of another version cannot
 * be instantiated with these imports. Names have one letter because both the module and the package contain them.
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
