/**
 * Computes one call on all threads of a pool. Arrays in the shared memory are computed in place. Other arrays pass
 * through a ring of blocks: the calling thread copies chunks in and out, and computes chunks when it has none to copy.
 */
import { bufferOf, byteOffsetOf } from "../core/float32-array.js";
import {
  BLOCK_LENGTH,
  overwritesInputs,
  type StagingBlock,
  savedForOneDirection,
  startsWithin,
} from "../core/staging.js";
import { nextTurn, turnIsDue } from "./event-loop.js";
import { boundsOf, type Cut, chunksOf, type Operand, RING_SLOTS } from "./job.js";
import { type Call, checkWhole } from "./queued-call.js";
import { type SharedBackend, SLOT_BYTES } from "./shared-memory.js";
import type { Workers } from "./workers.js";

/** The threads of a pool, and their memory. */
export interface Threads {
  readonly workers: Workers;
  readonly backend: SharedBackend;
  /** RING_SLOTS slots, for chunks of arrays from elsewhere. */
  readonly ring: readonly RingSlot[];
}

/** Blocks for a chunk of each input of a gradient. The result replaces the first input. */
export type RingSlot = readonly [StagingBlock, StagingBlock];

/** Floats in a cache line. Chunks end where lines end, so that no two threads write to one line. */
const LINE = 16;

const BYTES_PER_FLOAT = Float32Array.BYTES_PER_ELEMENT;

/** Several chunks for each thread, so that threads finish at nearly the same time. */
const CHUNKS_PER_THREAD = 16;
/** In floats. Claiming a chunk takes negligible time compared with computing it. */
const SHORTEST_CHUNK = 4096;
const LONGEST_CHUNK = 131072;

/** Computes the call with up to `helpers` workers. Rejects if a worker dies while it computes a chunk of the call. */
export async function computeInParallel(
  { workers, backend, ring }: Threads,
  call: Call,
  helpers: number,
): Promise<void> {
  const { job } = workers;
  // Threads that compute overlapping arrays in place would overwrite each other's inputs, so these are copied.
  const canBeInPlace = !overlapsInputs(call);
  const { input, out, length } = call;
  const saved = savedForOneDirection(input, call.saved, out);
  const descends = overwritesInputs(input, saved, out);
  const isInPlace = (array: Float32Array) => canBeInPlace && bufferOf(array) === backend.instance.memory;
  const inputs = (saved ? [input, saved] : [input]).map((array, half) => ({ array, half, inPlace: isInPlace(array) }));
  const outInPlace = isInPlace(out);
  const allInPlace = outInPlace && inputs.every(({ inPlace }) => inPlace);

  const step = allInPlace ? chunkLength(length, workers.size + 1) : BLOCK_LENGTH;
  const cut: Cut = { length, step, lead: outInPlace ? floatsFromLine(out) : 0 };
  const chunks = chunksOf(cut);
  const operandOf = (array: Float32Array, half: number, inPlace: boolean): Operand =>
    inPlace
      ? { address: byteOffsetOf(array), slotBytes: 0 }
      : { address: ring[0][half].address, slotBytes: SLOT_BYTES };
  /** The position of a chunk in the arrays that are copied. */
  const positionOf = (chunk: number) => {
    const { start, end } = boundsOf(cut, chunk);
    return { at: descends ? length - end : start, count: end - start };
  };
  const copyIn = (chunk: number) => {
    const { at, count } = positionOf(chunk);
    const slot = ring[chunk % RING_SLOTS];
    for (const { array, half, inPlace } of inputs) if (!inPlace) slot[half].copyIn(array, at, count);
  };
  const copyOut = (chunk: number) => {
    const { at, count } = positionOf(chunk);
    if (!outInPlace) ring[chunk % RING_SLOTS][0].copyOut(out, at, count);
  };

  // An earlier call that was rejected before it ended may have left its failure.
  workers.failure = undefined;
  let copiedIn = allInPlace ? chunks : 0;
  let copiedOut = copiedIn;
  job.open(call, cut, [
    ...inputs.map(({ array, half, inPlace }) => operandOf(array, half, inPlace)),
    operandOf(out, 0, outInPlace),
  ]);
  try {
    if (allInPlace) job.publish(chunks, helpers);
    while (!workers.failure && (copiedOut < chunks || job.claimed < chunks)) {
      if (turnIsDue(step)) {
        await nextTurn();
        checkWhole(call);
      } else if (copiedIn < chunks && copiedIn - copiedOut < RING_SLOTS) {
        copyIn(copiedIn++);
        job.publish(copiedIn, workers.anyOutOfJob ? helpers : 0);
      } else if (copiedOut < copiedIn && job.isComputed(copiedOut)) {
        copyOut(copiedOut++);
      } else if (!(workers.callerComputes && job.computeNext())) {
        await workers.progress(allInPlace ? () => job.claimed === chunks : () => job.isComputed(copiedOut));
        checkWhole(call);
      }
    }
  } finally {
    job.close();
    while (workers.anyInJob) await workers.progress(() => !workers.anyInJob);
  }
  workers.throwFailure();
}

function overlapsInputs({ input, saved = input, out }: Call): boolean {
  return [input, saved].some((array) => startsWithin(out, array) || startsWithin(array, out));
}

/** The floats from the start of a cache line to the first float of `array`. */
function floatsFromLine(array: Float32Array): number {
  return (byteOffsetOf(array) / BYTES_PER_FLOAT) % LINE;
}

function chunkLength(length: number, threads: number): number {
  const even = Math.ceil(length / (threads * CHUNKS_PER_THREAD * LINE)) * LINE;
  return Math.min(LONGEST_CHUNK, Math.max(SHORTEST_CHUNK, even));
}
