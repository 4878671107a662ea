/** Candidates that take turns, and what they took. */
import { Presets, SingleBar } from "cli-progress";
import { Bench } from "tinybench";
import { median } from "../harness/median.js";
import type { BenchName } from "./speed-promises.js";
import { type Figure, measureUntilHeld, type Verdict } from "./verdicts.js";

export interface Candidate {
  name: string;
  /** The name of the candidate that it is compared with, or its own. */
  baseline: string;
  /** Called before each turn. */
  before?: () => void;
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

/** A contest to come. */
export interface Planned {
  title: string;
  length: number;
  prepare: () => Contest | Promise<Contest>;
}

/** What one was found to be. */
export interface Series {
  title: string;
  figures: Figure[];
  verdicts: Verdict[];
}

interface Effort {
  /** Times that all candidates take their turn. */
  rounds: number;
  /** Milliseconds for a candidate in each round. */
  time: number;
}

const QUICK: Effort = { rounds: 3, time: 15 };
const FULL: Effort = { rounds: 9, time: 40 };

/** Holds one after another; each roughly at first, if it has to be quick. */
export async function hold(
  bench: BenchName,
  planned: Planned[],
  { quick, slack }: { quick: boolean; slack: number },
): Promise<Series[]> {
  const progress = new SingleBar({ format: "{bar} {what}", clearOnComplete: true }, Presets.shades_classic);
  progress.start(planned.length, 0, { what: "" });
  const series: Series[] = [];
  for (const { title, length, prepare } of planned) {
    progress.update(series.length, { what: title });
    const found = await measureUntilHeld(bench, length, slack, async (attempt) =>
      measure(await prepare(), quick && attempt === 1 ? QUICK : FULL),
    );
    series.push({ title, ...found });
  }
  progress.stop();
  return series;
}

/**
 * Measures the candidates in turns, round after round, because the clock speed of a machine drifts: what is slow for
 * a moment is slow for all of them. The figure is the median of the rounds' medians.
 */
export async function measure({ candidates, floatsPerRun, end }: Contest, effort: Effort): Promise<Figure[]> {
  const medians = candidates.map((): number[] => []);
  for (let round = 0; round < effort.rounds; round++) {
    const bench = new Bench({ time: effort.time, iterations: 2, warmupTime: effort.time / 4, warmupIterations: 1 });
    for (const { name, before, run } of candidates) bench.add(name, run, before && { beforeAll: before });
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
