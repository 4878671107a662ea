/** What takes less time than a clock tells, timed in batches. Browsers round the clock, some to whole milliseconds. */

/** What it gives is waited for where it is a promise. */
export type Run = () => unknown;

export interface Effort {
  /** Milliseconds that each candidate runs before it is measured, so that the engine has done its best on it. */
  readonly warmUp: number;
  /** Times that all candidates take their turn. */
  readonly rounds: number;
  /** Milliseconds of each turn, at least. */
  readonly turn: number;
}

/** A clock is read so often in a turn. */
const BATCHES = 8;

/** How many runs take about as long as a batch of a turn, after running for as long as the warm-up says. */
export async function batchFor(run: Run, { warmUp, turn }: Effort): Promise<number> {
  const milliseconds = turn / BATCHES;
  const start = performance.now();
  for (let batch = 1; ; ) {
    const before = performance.now();
    await repeat(run, batch);
    const now = performance.now();
    if (now - before < milliseconds) batch *= 2;
    else if (now - start >= warmUp) return batch;
  }
}

/** Nanoseconds of one run, measured in batches of so many over `turn` milliseconds at least. */
export async function nanosecondsOf(run: Run, batch: number, turn: number): Promise<number> {
  const start = performance.now();
  for (let count = batch; ; count += batch) {
    await repeat(run, batch);
    const taken = performance.now() - start;
    if (taken >= turn) return (1e6 * taken) / count;
  }
}

/** Waits for what a run promises, and only then: waiting takes time, too. */
async function repeat(run: Run, count: number): Promise<void> {
  for (let k = 0; k < count; k++) {
    const promised = run();
    if (promised instanceof Promise) await promised;
  }
}
