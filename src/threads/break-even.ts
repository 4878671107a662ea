/** From which length on a call is done sooner by all threads than by the calling one. */
import { type Call, computeOn } from "./call.js";
import { computeTogether, type Threads } from "./together.js";

/** Lengths that are tried, in floats: the longest first, halved as long as splitting pays. */
export const LONGEST_TRIED = 2 ** 18;
const SHORTEST_TRIED = 2 ** 12;

/** Each length is computed so many times alone and so many times together; what else runs on the machine only adds. */
const TURNS = 7;

/** Comparisons that do not count. */
const WARM_UP = 20;

/** What has to be gained: calls of a user are less regular than these. */
const GAIN = 1.1;

/** Milliseconds after which workers with nothing to do are asleep, as they are before most calls. */
const UNTIL_ASLEEP = 1;

/**
 * Measures with ELU in place on LONGEST_TRIED floats of the shared memory, which no array has yet: all 0, they stay as they
 * are. Splitting always pays for twice as many: a wrong answer, on a machine that happens to be busy, costs little
 * there. Infinity where no worker has started.
 */
export async function measureBreakEven(threads: Threads): Promise<number> {
  if (threads.workers.size === 0) return Number.POSITIVE_INFINITY;
  const { instance, arenaStart } = threads.backend;
  const scratch = new Float32Array(instance.memory, arenaStart, LONGEST_TRIED);
  // Until engines have compiled what runs often, the first calls take several times as long.
  for (let turn = 0; turn < WARM_UP; turn++) await compare(threads, scratch);

  let breakEven = 2 * LONGEST_TRIED;
  for (let length = LONGEST_TRIED; length >= SHORTEST_TRIED; length /= 2) {
    const times: Times[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      await new Promise((resolve) => setTimeout(resolve, UNTIL_ASLEEP));
      times.push(await compare(threads, scratch.subarray(0, length)));
    }
    const least = (name: keyof Times) => Math.min(...times.map((one) => one[name]));
    if (least("alone") < GAIN * least("together")) break;
    breakEven = length;
  }
  return breakEven;
}

interface Times {
  readonly alone: number;
  readonly together: number;
}

/** Milliseconds that ELU of the array takes, in place, by one worker and the calling thread, and by the latter alone. */
async function compare(threads: Threads, array: Float32Array): Promise<Times> {
  const call: Call = {
    kernel: "forward",
    input: array,
    saved: undefined,
    out: array,
    length: array.length,
    alpha: 1,
    scale: 1,
    divisor: 1,
  };
  const start = performance.now();
  // A worker that dies meanwhile is missing afterwards, which the pool tells.
  await computeTogether(threads, call, 1).catch(() => undefined);
  const middle = performance.now();
  computeOn(threads.staging, call);
  return { together: middle - start, alone: performance.now() - middle };
}
