/** Times runs with tinybench, in batches: the clocks of some browsers resolve only milliseconds. */
import { Bench } from "tinybench";
import { median } from "./median.js";

/** A function to time. If it returns a promise, the promise is awaited. */
export type Run = () => unknown;

/** Returns the time in milliseconds. */
export type Clock = () => number;

export interface Effort {
  /** Milliseconds that each candidate runs before it is measured, so that the engine has optimised it. */
  readonly warmUp: number;
  /** Number of rounds; each candidate takes one turn in each round. */
  readonly rounds: number;
  /** Shortest duration of a turn, in milliseconds. */
  readonly turn: number;
}

export interface Candidate {
  readonly run: Run;
  /** Called before each turn. */
  readonly before?: (() => void) | undefined;
}

/** Batches in a turn. The clock is read once for each batch. */
const BATCHES = 8;

const wallClock: Clock = () => performance.now();

/** Nanoseconds per run of each candidate, the median over the rounds. */
export async function timeInTurns(
  candidates: readonly Candidate[],
  effort: Effort,
  clock: Clock = wallClock,
): Promise<number[]> {
  const turns: Turn[] = [];
  for (const candidate of candidates) turns.push(await prepareTurn(candidate, effort, clock));
  return inTurns(turns, effort);
}

/** Measures a candidate once. */
export type Turn = () => Promise<number>;

/**
 * The median of each candidate over the rounds. The candidates take turns in each round, because the clock speed of a
 * machine drifts: a slow moment then slows all of them.
 */
export async function inTurns(turns: readonly Turn[], { rounds }: Effort): Promise<number[]> {
  const measured = turns.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    for (const [k, turn] of turns.entries()) measured[k].push(await turn());
  }
  return measured.map(median);
}

/** Warms a candidate up to find how many runs make a batch, an eighth of a turn. A turn returns nanoseconds per run. */
export async function prepareTurn(
  { run, before = () => {} }: Candidate,
  { warmUp, turn }: Effort,
  clock: Clock = wallClock,
): Promise<Turn> {
  before();
  const milliseconds = turn / BATCHES;
  const batch = Math.ceil((1e6 * milliseconds) / (await nanosecondsOf(run, 1, Math.max(warmUp, milliseconds), clock)));
  return () => {
    before();
    return nanosecondsOf(run, batch, turn, clock);
  };
}

/**
 * Nanoseconds per run, the mean over batches that together take at least `time` milliseconds. If the clock resolves
 * only milliseconds, a median over batches would be rounded to milliseconds, too.
 */
export async function nanosecondsOf(run: Run, batch: number, time: number, clock: Clock = wallClock): Promise<number> {
  const bench = new Bench({ time, iterations: 1, warmup: false, now: clock, throws: true });
  // Without `async`, tinybench calls the function once more to see whether it returns a promise.
  const [{ result }] = await bench.add("run", () => repeat(run, batch), { async: true }).run();
  if (result.state !== "completed") throw new Error(`the bench is ${result.state}`);
  return (1e6 * result.period) / batch;
}

/** Awaits only promises, because awaiting takes time. */
async function repeat(run: Run, count: number): Promise<void> {
  for (let k = 0; k < count; k++) {
    const result = run();
    if (result instanceof Promise) await result;
  }
}
