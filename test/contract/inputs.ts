/** Inputs that every engine makes the same. */
import { uniform } from "../../reference/random.js";

/** As many arrays as a function takes. */
export function randomInputs(arity: number, length: number): Float32Array[] {
  return Array.from({ length: arity }, (_, k) => randomFloats(length, k + 1));
}

/** From -8 to 8, by a generator that knows no more than integers: every engine makes the same. */
export function randomFloats(length: number, seed: number): Float32Array {
  const random = uniform(seed);
  return Float32Array.from({ length }, () => 16 * random() - 8);
}
