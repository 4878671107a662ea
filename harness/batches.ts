/** Times calls that take less time than a clock resolves, in batches. Browsers round the clock, some to whole milliseconds. */
import { median } from "./median.js";

/** A promise that it returns is awaited. */
export type Run = () => unknown;

/** The time in milliseconds. */
export type Clock = () => number;

export interface Effort {
  /** Milliseconds that each candidate runs before it is measured, so that the engine has optimised it. */
  readonly warmUp: number;
  /** How often all candidates take their turn. */
  readonly rounds: number;
  /** Milliseconds of each turn, at least. */
  readonly turn: number;
}

export interface Candidate {
  readonly run: Run;
  /** Called before each turn. */
  readonly before?: (() => void) | undefined;
}

/** How often the clock is read in a turn. */
const BATCHES = 8;

const wallClock: Clock = () => performance.now();

/** Nanoseconds of one run of each candidate, the median over the rounds. */
export async function timeInTurns(
  candidates: readonly Candidate[],
  effort: Effort,
  clock: Clock = wallClock,
): Promise<number[]> {
  const turns: Turn[] = [];
  for (const { run, before } of candidates) {
    before?.();
    const batch = await batchFor(run, effort, clock);
    turns.push(() => {
      before?.();
      return nanosecondsOf(run, batch, effort.turn, clock);
    });
  }
  return inTurns(turns, effort);
}

/** Measures once. */
export type Turn = () => Promise<number>;

/**
 * The median of each over the rounds. All take turns, round after round, because the clock speed of a machine drifts: what
 * slows it for a moment slows all of them.
 */
export async function inTurns(turns: readonly Turn[], { rounds }: Effort): Promise<number[]> {
  const found = turns.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    for (const [k, turn] of turns.entries()) found[k].push(await turn());
  }
  return found.map(median);
}

/** The number of runs that take an eighth of a turn, found while the candidate warms up. */
export async function batchFor(run: Run, { warmUp, turn }: Effort, clock: Clock = wallClock): Promise<number> {
  const milliseconds = turn / BATCHES;
  const start = clock();
  for (let batch = 1; ; ) {
    const before = clock();
    await repeat(run, batch);
    const now = clock();
    if (now - before < milliseconds) batch *= 2;
    else if (now - start >= warmUp) return batch;
  }
}

/** Nanoseconds of one run, the mean over batches that together take at least `turn` milliseconds. */
export async function nanosecondsOf(run: Run, batch: number, turn: number, clock: Clock = wallClock): Promise<number> {
  const start = clock();
  for (let count = batch; ; count += batch) {
    await repeat(run, batch);
    const taken = clock() - start;
    if (taken >= turn) return (1e6 * taken) / count;
  }
}

/** Awaits promises alone, because awaiting takes time. */
async function repeat(run: Run, count: number): Promise<void> {
  for (let k = 0; k < count; k++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
}
