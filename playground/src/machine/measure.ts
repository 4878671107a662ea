/** Measures candidates in turns, round after round: what slows the machine for a moment slows all of them. */
import { median } from "../../../measure/median.js";
import type { Run } from "./candidates.js";

export interface Effort {
  /** Milliseconds that each candidate runs before it is measured, until the engine has done its best on it. */
  readonly warmUp: number;
  /** Times that all candidates take their turn. */
  readonly rounds: number;
  /** Milliseconds of each turn. Browsers round the clock, some to whole milliseconds. */
  readonly turn: number;
}

/**
 * The median over the rounds of the nanoseconds that each of `runs` takes once. `progress` is told the share that is
 * done, from 0 to 1, after each turn.
 */
export async function measure(
  runs: readonly Run[],
  { warmUp, rounds, turn }: Effort,
  progress: (share: number) => void,
): Promise<number[]> {
  const whole = runs.length * (warmUp + rounds * turn);
  let done = 0;
  const advance = (milliseconds: number) => {
    done += milliseconds;
    progress(done / whole);
  };

  const times = runs.map((): number[] => []);
  const repetitions: number[] = [];
  for (const run of runs) {
    repetitions.push(await repetitionsFor(run, warmUp, turn));
    advance(warmUp);
  }
  for (let round = 0; round < rounds; round++) {
    for (const [k, run] of runs.entries()) {
      times[k].push((1e6 * (await millisecondsOf(run, repetitions[k]))) / repetitions[k]);
      advance(turn);
    }
  }
  return times.map(median);
}

/** How often `run` fills a turn, as the last quarter of a turn within the warm-up tells. */
async function repetitionsFor(run: Run, warmUp: number, turn: number): Promise<number> {
  const start = performance.now();
  for (let repetitions = 1; ; ) {
    const milliseconds = await millisecondsOf(run, repetitions);
    if (milliseconds < turn / 4) repetitions *= 2;
    else if (performance.now() - start >= warmUp) return Math.ceil((repetitions * turn) / milliseconds);
  }
}

/** Waits for what a run promises, and only then: waiting takes time, too. */
async function millisecondsOf(run: Run, repetitions: number): Promise<number> {
  const start = performance.now();
  for (let k = 0; k < repetitions; k++) {
    const promised = run();
    if (promised instanceof Promise) await promised;
  }
  return performance.now() - start;
}
