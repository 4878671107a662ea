import { Bench } from "tinybench";
import { median } from "./median.js";

export interface Candidate {
  name: string;
  /** The name of the candidate that it is compared with, or its own. */
  baseline: string;
  /** Computes the floats of one window after another, all of them. */
  run: () => void | Promise<void>;
}

/** All candidates on the same floats. */
export interface Contest {
  candidates: Candidate[];
  /** How many floats one run computes. */
  floatsPerRun: number;
  /** Gives back what the candidates took. */
  end?: () => Promise<void>;
}

/** One candidate at one length. */
export interface Figure {
  name: string;
  nsPerFloat: number;
  /** The name of the candidate that it is compared with, or its own. */
  baseline: string;
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
export async function measure({ candidates, floatsPerRun, end }: Contest, effort: Effort): Promise<Figure[]> {
  const medians = candidates.map((): number[] => []);
  for (let round = 0; round < effort.rounds; round++) {
    const bench = new Bench({ time: effort.time, iterations: 2, warmupTime: effort.time / 4, warmupIterations: 1 });
    for (const { name, run } of candidates) bench.add(name, run);
    for (const [i, { name, result }] of (await bench.run()).entries()) {
      if (result.state !== "completed") throw new Error(`${name} did not complete: ${result.state}`);
      medians[i].push(result.latency.p50);
    }
  }
  await end?.();
  return candidates.map(({ name, baseline }, i) => ({
    name,
    nsPerFloat: (median(medians[i]) * 1e6) / floatsPerRun,
    baseline,
  }));
}
