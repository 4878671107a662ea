import { Bench } from "tinybench";
import type { Contest } from "./candidates.js";
import { median } from "./median.js";

/** One candidate at one length. */
export interface Figure {
  name: string;
  nsPerFloat: number;
  /** The name of the plain loop that computes the same. */
  plainLoop: string;
}

export interface Effort {
  /** Times that all candidates take their turn. */
  rounds: number;
  /** Milliseconds for a candidate in each round. */
  time: number;
}

/**
 * Measures the candidates in turns, round after round, because the clock speed of a machine drifts: what is slow for
 * a moment is slow for all of them. The figure is the median of the rounds' medians.
 */
export async function measure({ candidates, floatsPerRun }: Contest, effort: Effort): Promise<Figure[]> {
  const medians = candidates.map((): number[] => []);
  for (let round = 0; round < effort.rounds; round++) {
    const bench = new Bench({ time: effort.time, iterations: 2, warmupTime: effort.time / 4, warmupIterations: 1 });
    for (const { name, run } of candidates) bench.add(name, run);
    for (const [i, { name, result }] of (await bench.run()).entries()) {
      if (result.state !== "completed") throw new Error(`${name} did not complete: ${result.state}`);
      medians[i].push(result.latency.p50);
    }
  }
  return candidates.map(({ name, plainLoop }, i) => ({
    name,
    nsPerFloat: (median(medians[i]) * 1e6) / floatsPerRun,
    plainLoop,
  }));
}
