/** Seeded random numbers, so that every run of a test, bench or example sees the same ones. */
import { mersenne } from "pure-rand/generator/mersenne";

/** Uniform in [0, 1), 32 bits of a Mersenne twister: pure-rand's other generators start alike for some seeds. */
export function uniform(seed: number): () => number {
  const generator = mersenne(seed);
  return () => (generator.next() >>> 0) / 2 ** 32;
}

/** Standard normal, by Box and Muller. */
export function normal(seed: number): () => number {
  const random = uniform(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
