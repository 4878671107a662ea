/** Measures the break-even length: the shortest call that all threads finish sooner than the calling thread alone. */
import { runKernel } from "../core/call.js";
import { nextTurn, now } from "./event-loop.js";
import { computeInParallel, type Threads } from "./parallel.js";
import type { Call } from "./queued-call.js";

/** Lengths to try, in floats: the longest first, then half of the previous one, as long as splitting pays. */
export const LONGEST_TRIED = 2 ** 18;
const SHORTEST_TRIED = 2 ** 12;

/** Measurements of each length. The shortest time counts: other programs on the machine only make calls longer. */
const TURNS = 7;

/** Measurements that are discarded: until the engine has compiled the code, calls take several times as long. */
const WARM_UP = 20;

/** The speed-up that splitting must reach. A user's calls are less regular than these, and gain less. */
const GAIN = 1.1;

/** Milliseconds until idle workers sleep. They also sleep before most calls of a user. */
const UNTIL_ASLEEP = 1;

/** The result if the clock is too coarse. Most pools on two cores measure between half and four times this length. */
const UNMEASURED = 2 ** 17;

/**
 * The result if the calling thread does not compute chunks. Handing a call over takes 15 to 40 microseconds of its time
 * (Node 26), in which it computes about this many floats.
 */
const HANDED_OVER_FROM = 2 ** 15;

const ELU = { kernel: "forward", saved: undefined, alpha: 1, scale: 1, divisor: 1 } as const;

/** Milliseconds that a call takes. */
interface Times {
  readonly serial: number;
  readonly parallel: number;
}

/**
 * The break-even length in floats; Infinity if no worker has started. Computes ELU in place on LONGEST_TRIED floats of
 * the shared memory, before any array is allocated there: the floats stay 0. The result is at most 2 LONGEST_TRIED: for
 * longer calls, a wrong result, measured on a busy machine, costs little.
 */
export async function measureBreakEven(threads: Threads): Promise<number> {
  const { workers } = threads;
  if (workers.size === 0) return Number.POSITIVE_INFINITY;
  if (!workers.callerComputes) return HANDED_OVER_FROM;
  const { instance, arenaStart } = threads.backend;
  const scratch = new Float32Array(instance.memory as ArrayBuffer, arenaStart, LONGEST_TRIED);
  const warmUp: Times[] = [];
  for (let turn = 0; turn < WARM_UP; turn++) warmUp.push(await compare(threads, scratch));
  if (least(warmUp, "serial") === 0) return UNMEASURED;

  let breakEven = 2 * LONGEST_TRIED;
  for (let length = LONGEST_TRIED; length >= SHORTEST_TRIED; length /= 2) {
    const times: Times[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      for (const start = now(); now() - start < UNTIL_ASLEEP; ) await nextTurn();
      times.push(await compare(threads, scratch.subarray(0, length)));
    }
    if (!(least(times, "serial") > GAIN * least(times, "parallel"))) break;
    breakEven = length;
  }
  return breakEven;
}

function least(times: readonly Times[], name: keyof Times): number {
  return Math.min(...times.map((one) => one[name]));
}

/** Times ELU of the array, in place: first by one worker and the calling thread, then by the calling thread alone. */
async function compare(threads: Threads, array: Float32Array): Promise<Times> {
  const { byteOffset, length } = array;
  const call: Call = { ...ELU, input: array, out: array, length };
  const start = now();
  // If a worker dies here, the pool reports it afterwards.
  await computeInParallel(threads, call, 1).catch(() => undefined);
  const middle = now();
  runKernel(threads.backend.instance.kernels, "forward", byteOffset, 0, byteOffset, length, 1, 1, 1);
  return { parallel: middle - start, serial: now() - middle };
}
