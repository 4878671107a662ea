/** Seeded random numbers: every run of a test, bench or example gets the same ones. */
import { mersenne } from "pure-rand/generator/mersenne";

/** Uniform in [0, 1), by a Mersenne twister: small seeds start pure-rand's other generators with similar numbers. */
export function uniform(seed: number): () => number {
  const generator = mersenne(seed);
  return () => (generator.next() >>> 0) / 2 ** 32;
}

/** Standard normal, by the Box-Muller transform. */
export function normal(seed: number): () => number {
  const random = uniform(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
