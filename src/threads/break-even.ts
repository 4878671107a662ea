/** From which length on a call is done sooner by all threads than by the calling thread. */
import { runKernel } from "../core/call.js";
import type { Call } from "./call.js";
import { nextTurn, now } from "./event-loop.js";
import { computeInParallel, type Threads } from "./parallel.js";

/** Lengths that are tried, in floats: the longest first, halved as long as splitting pays. */
export const LONGEST_TRIED = 2 ** 18;
const SHORTEST_TRIED = 2 ** 12;

/** How often each length is computed alone and together; whatever else runs on the machine only adds to the times. */
const TURNS = 7;

/** Comparisons that do not count: engines compile code that runs often, and first calls take several times as long. */
const WARM_UP = 20;

/** How much sooner a split call must be done: calls of a user are less regular than these. */
const GAIN = 1.1;

/** Milliseconds after which workers with nothing to do are asleep, as they are before most calls. */
const UNTIL_ASLEEP = 1;

/** Where the clock does not show how long a call takes. Most pools on two cores find half of it to four times as many. */
const UNMEASURED = 2 ** 17;

/**
 * Where the calling thread does not compute: handing a call over takes 15 to 40 microseconds of its time (Node 26), in
 * which it computes about this many floats.
 */
const HANDED_OVER_FROM = 2 ** 15;

const ELU = { kernel: "forward", saved: undefined, alpha: 1, scale: 1, divisor: 1 } as const;

/** Milliseconds that a call takes. */
interface Times {
  readonly alone: number;
  readonly together: number;
}

/**
 * Measures with ELU in place on LONGEST_TRIED floats of the shared memory, which no array has yet: they stay 0. Splitting
 * always pays for twice as many: a wrong answer, on a machine that happens to be busy, costs little there. Infinity where
 * no worker has started.
 */
export async function measureBreakEven(threads: Threads): Promise<number> {
  const { workers } = threads;
  if (workers.size === 0) return Number.POSITIVE_INFINITY;
  if (!workers.callerComputes) return HANDED_OVER_FROM;
  const { instance, arenaStart } = threads.backend;
  const scratch = new Float32Array(instance.memory as ArrayBuffer, arenaStart, LONGEST_TRIED);
  const warmUp: Times[] = [];
  for (let turn = 0; turn < WARM_UP; turn++) warmUp.push(await compare(threads, scratch));
  if (least(warmUp, "alone") === 0) return UNMEASURED;

  let breakEven = 2 * LONGEST_TRIED;
  for (let length = LONGEST_TRIED; length >= SHORTEST_TRIED; length /= 2) {
    const times: Times[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      for (const start = now(); now() - start < UNTIL_ASLEEP; ) await nextTurn();
      times.push(await compare(threads, scratch.subarray(0, length)));
    }
    if (!(least(times, "alone") > GAIN * least(times, "together"))) break;
    breakEven = length;
  }
  return breakEven;
}

function least(times: readonly Times[], name: keyof Times): number {
  return Math.min(...times.map((one) => one[name]));
}

/** ELU of the array, in place, by one worker and the calling thread, and by the latter alone. */
async function compare(threads: Threads, array: Float32Array): Promise<Times> {
  const { byteOffset, length } = array;
  const call: Call = { ...ELU, input: array, out: array, length };
  const start = now();
  // A worker that dies meanwhile is missing afterwards, and the pool reports it.
  await computeInParallel(threads, call, 1).catch(() => undefined);
  const middle = now();
  runKernel(threads.backend.instance.kernels, "forward", byteOffset, 0, byteOffset, length, 1, 1, 1);
  return { together: middle - start, alone: now() - middle };
}
