/** Measures candidates in turns, round after round: what slows the machine for a moment slows all of them. */
import { median } from "../../../measure/median.js";

export interface Effort {
  /** Times that all candidates take their turn. */
  readonly rounds: number;
  /** Milliseconds of each turn. Browsers round the clock, some to whole milliseconds. */
  readonly turn: number;
}

/**
 * The median over the rounds of the nanoseconds that each of `runs` takes once. `progress` is told the share that is
 * done, from 0 to 1, after each turn.
 */
export function measure(runs: readonly (() => void)[], effort: Effort, progress: (share: number) => void): number[] {
  const times = runs.map((): number[] => []);
  const repetitions = runs.map((run) => repetitionsFor(run, effort.turn));
  let turns = 0;
  for (let round = 0; round < effort.rounds; round++) {
    for (const [k, run] of runs.entries()) {
      times[k].push((1e6 * millisecondsOf(run, repetitions[k])) / repetitions[k]);
      progress(++turns / (effort.rounds * runs.length));
    }
  }
  return times.map(median);
}

/** How often `run` fills a turn: doubled until it takes a quarter of one, which warms it up, too. */
function repetitionsFor(run: () => void, turn: number): number {
  for (let repetitions = 1; ; repetitions *= 2) {
    const milliseconds = millisecondsOf(run, repetitions);
    if (milliseconds >= turn / 4) return Math.ceil((repetitions * turn) / milliseconds);
  }
}

function millisecondsOf(run: () => void, repetitions: number): number {
  const start = performance.now();
  for (let k = 0; k < repetitions; k++) run();
  return performance.now() - start;
}
