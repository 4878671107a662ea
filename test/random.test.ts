import { expect, it } from "vitest";
import { normal, uniform } from "../harness/random.js";

const take = (random: () => number, count: number) => Array.from({ length: count }, random);

it("random numbers are the same for the same seed, and others from the first one on for every other", () => {
  expect(take(uniform(3), 5)).toEqual(take(uniform(3), 5));
  expect(new Set(Array.from({ length: 1000 }, (_, seed) => uniform(seed)())).size).toBe(1000);
});

it("random numbers are uniform from 0 to 1, or normal around 0, whatever the seed", () => {
  for (const seed of [0, 1, 2, 3, 1000]) {
    const [evenly, around] = [take(uniform(seed), 10_000), take(normal(seed), 10_000)];
    expect(evenly.every((x) => x >= 0 && x < 1)).toBe(true);
    expect(Math.abs(mean(evenly) - 0.5)).toBeLessThan(0.02);
    expect(Math.abs(mean(around))).toBeLessThan(0.05);
    expect(Math.abs(mean(around.map((x) => x * x)) - 1)).toBeLessThan(0.08);
  }
});

function mean(values: number[]): number {
  return values.reduce((sum, x) => sum + x) / values.length;
}
