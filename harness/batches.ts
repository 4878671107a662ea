/** Times runs with tinybench, many in one sample: the clocks of some browsers resolve whole milliseconds. */
import { Bench } from "tinybench";
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
  for (const candidate of candidates) turns.push(await prepareTurn(candidate, effort, clock));
  return inTurns(turns, effort);
}

/** Measures once. */
export type Turn = () => Promise<number>;

/**
 * The median of each over the rounds. All take turns, round after round, because the clock speed of a machine drifts:
 * what slows it for a moment slows all of them.
 */
export async function inTurns(turns: readonly Turn[], { rounds }: Effort): Promise<number[]> {
  const found = turns.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    for (const [k, turn] of turns.entries()) found[k].push(await turn());
  }
  return found.map(median);
}

/** Warms the run up, which shows how many runs take an eighth of a turn. A turn gives nanoseconds of one run. */
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
 * Nanoseconds of one run, the mean over batches that together take at least `time` milliseconds. Where the clock
 * resolves whole milliseconds, so would a median.
 */
export async function nanosecondsOf(run: Run, batch: number, time: number, clock: Clock = wallClock): Promise<number> {
  const bench = new Bench({ time, iterations: 1, warmup: false, now: clock, throws: true });
  // Where `async` is missing, tinybench calls the function once more, to see whether it returns a promise.
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
