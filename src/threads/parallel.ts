/**
 * Computes one call on all threads of a pool. Arrays in the shared memory are computed in place. All others pass through
 * a ring of blocks: the calling thread copies chunk after chunk in and out, and computes chunks when there is nothing to
 * copy.
 */
import { bufferOf, byteOffsetOf } from "../core/float32-array.js";
import { BLOCK_LENGTH, type Block, overwritesInputs, savedForOneDirection, startsWithin } from "../core/staging.js";
import { type Call, checkWhole } from "./call.js";
import { nextTurn, turnIsDue } from "./event-loop.js";
import { boundsOf, type Cut, chunksOf, type Operand, RING_SLOTS } from "./job.js";
import { type SharedBackend, SLOT_BYTES } from "./shared-memory.js";
import type { Workers } from "./workers.js";

/** The threads of a pool, and their memory. */
export interface Threads {
  readonly workers: Workers;
  readonly backend: SharedBackend;
  /** RING_SLOTS slots for chunks of arrays from elsewhere. */
  readonly ring: readonly Slot[];
}

/** Room for a chunk of both inputs of a gradient; the result replaces the first. */
export type Slot = readonly [Block, Block];

/** Floats in a cache line. Chunks end where lines end, so that no two threads write to one line. */
const LINE = 16;

const BYTES_PER_FLOAT = Float32Array.BYTES_PER_ELEMENT;

/**
 * Chunks of a call for each thread: several, so that threads that finish first wait for little. And their bounds in
 * floats, so that claiming a chunk takes no time beside computing it.
 */
const CHUNKS_PER_THREAD = 16;
const SHORTEST_CHUNK = 4096;
const LONGEST_CHUNK = 131072;

/** Computes the call with the help of up to `helpers` workers. Rejects where one dies while it computes a part. */
export async function computeInParallel(
  { workers, backend, ring }: Threads,
  call: Call,
  helpers: number,
): Promise<void> {
  const { job } = workers;
  // Threads that compute parts of overlapping arrays at the same time would overwrite each other's inputs: those are copied.
  const mayBeInPlace = !overlapsInputs(call);
  const { input, out, length } = call;
  const saved = savedForOneDirection(input, call.saved, out);
  const descends = overwritesInputs(input, saved, out);
  const isHere = (array: Float32Array) => mayBeInPlace && bufferOf(array) === backend.instance.memory;
  const inputs = (saved ? [input, saved] : [input]).map((array, half) => ({ array, half, isHere: isHere(array) }));
  const outIsHere = isHere(out);
  const inPlace = outIsHere && inputs.every(({ isHere }) => isHere);

  const step = inPlace ? chunkLength(length, workers.size + 1) : BLOCK_LENGTH;
  const cut: Cut = { length, step, lead: outIsHere ? floatsFromLine(out) : 0 };
  const chunks = chunksOf(cut);
  const operandOf = (array: Float32Array, half: number, isHere: boolean): Operand =>
    isHere ? { address: byteOffsetOf(array), slotBytes: 0 } : { address: ring[0][half].address, slotBytes: SLOT_BYTES };
  /** Where in the arrays a chunk is copied from or to. */
  const placeOf = (chunk: number) => {
    const { start, end } = boundsOf(cut, chunk);
    return { at: descends ? length - end : start, count: end - start };
  };
  const copyIn = (chunk: number) => {
    const { at, count } = placeOf(chunk);
    const slot = ring[chunk % RING_SLOTS];
    for (const { array, half, isHere } of inputs) if (!isHere) slot[half].copyIn(array, at, count);
  };
  const copyOut = (chunk: number) => {
    const { at, count } = placeOf(chunk);
    if (!outIsHere) ring[chunk % RING_SLOTS][0].copyOut(out, at, count);
  };

  // One that is left over from a call that was given up on the way.
  workers.failure = undefined;
  let copiedIn = inPlace ? chunks : 0;
  let copiedOut = copiedIn;
  job.open(call, cut, [
    ...inputs.map(({ array, half, isHere }) => operandOf(array, half, isHere)),
    operandOf(out, 0, outIsHere),
  ]);
  try {
    if (inPlace) job.publish(chunks, helpers);
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
        await workers.progress(inPlace ? () => job.claimed === chunks : () => job.isComputed(copiedOut));
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

/** How many floats before `array` the cache line of its first float starts. */
function floatsFromLine(array: Float32Array): number {
  return (byteOffsetOf(array) / BYTES_PER_FLOAT) % LINE;
}

function chunkLength(length: number, threads: number): number {
  const even = Math.ceil(length / (threads * CHUNKS_PER_THREAD * LINE)) * LINE;
  return Math.min(LONGEST_CHUNK, Math.max(SHORTEST_CHUNK, even));
}
