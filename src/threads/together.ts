/**
 * Computes one call on all threads of a pool. Arrays in the shared memory are computed where they are; of all others,
 * the calling thread copies chunk after chunk into a ring of blocks and out of it again, and computes chunks itself
 * when there is nothing to copy.
 */
import { bufferOf, byteOffsetOf } from "../core/float32-array.js";
import { BLOCK_LENGTH, type Block, type Staging, startsWithin } from "../core/staging.js";
import { type Call, checkWhole, computeOn, inputsOf, part } from "./call.js";
import { type Operand, RING_SLOTS } from "./job.js";
import type { SharedBackend } from "./shared-memory.js";
import type { Workers } from "./workers.js";

/** The threads of a pool, and their memory. */
export interface Threads {
  readonly workers: Workers;
  readonly backend: SharedBackend;
  /** The calling thread's own. */
  readonly staging: Staging;
  /** What arrays from elsewhere pass through: RING_SLOTS slots. */
  readonly ring: readonly Slot[];
}

/** Room for a chunk of both inputs of a gradient; the result replaces the first. */
export type Slot = readonly [Block, Block];

/** Floats in a cache line. Chunks end where lines do, so that no two threads write to one. */
const LINE = 16;

const BYTES_PER_FLOAT = Float32Array.BYTES_PER_ELEMENT;

/**
 * Chunks that each thread gets of a call, so that those who finish first wait for little; and their bounds in floats, so
 * that claiming one takes no time beside computing it.
 */
const CHUNKS_PER_THREAD = 16;
const SHORTEST_CHUNK = 4096;
const LONGEST_CHUNK = 131072;

/** Whether threads that compute parts of the call at the same time would overwrite each other's inputs. */
export function dependsOnOrder(call: Call): boolean {
  return inputsOf(call).some((input) => startsWithin(call.out, input) || startsWithin(input, call.out));
}

/**
 * Computes `call`, which must not have to be computed in order, with the help of up to so many workers. Rejects where
 * one dies over it. Done by the time it returns, where no worker holds it up.
 */
export async function computeTogether(threads: Threads, call: Call, helpers: number): Promise<void> {
  const { workers, backend, staging, ring } = threads;
  const { memory } = backend.instance;
  const { job } = workers;
  const { length } = call;
  const isHere = (array: Float32Array) => bufferOf(array) === memory;

  const start = isHere(call.out) ? Math.min(length, floatsToNextLine(call.out)) : 0;
  const { input, saved, out, ...formula } = part(call, start, length);
  const inputs = saved ? [input, saved] : [input];

  const passThrough = ![...inputs, out].every(isHere);
  const step = passThrough ? BLOCK_LENGTH : chunkLength(out.length, workers.size + 1);
  const chunks = Math.ceil(out.length / step);
  const operandOf = (array: Float32Array, half: 0 | 1): Operand =>
    isHere(array)
      ? { base: byteOffsetOf(array), stride: step * BYTES_PER_FLOAT, slots: chunks }
      : { base: ring[0][half].address, stride: ring[1][half].address - ring[0][half].address, slots: RING_SLOTS };
  const floatsOf = (chunk: number) => Math.min(step, out.length - chunk * step);
  const copyIn = (chunk: number) => {
    for (const [half, input] of inputs.entries()) {
      if (!isHere(input)) ring[chunk % RING_SLOTS][half].copyIn(input, chunk * step, floatsOf(chunk));
    }
  };
  const copyOut = (chunk: number) => {
    if (!isHere(out)) ring[chunk % RING_SLOTS][0].copyOut(out, chunk * step, floatsOf(chunk));
  };

  // One that is left over from a call that was given up on the way.
  workers.failure = undefined;
  let copiedIn = passThrough ? 0 : chunks;
  let copiedOut = copiedIn;
  job.open({
    ...formula,
    length: out.length,
    step,
    input: operandOf(input, 0),
    saved: operandOf(saved ?? input, saved ? 1 : 0),
    out: operandOf(out, 0),
  });
  try {
    if (!passThrough) job.publish(chunks, helpers);
    computeOn(staging, part(call, 0, start));
    while (!workers.failure && (copiedOut < chunks || job.claimed < chunks)) {
      checkWhole(call);
      if (copiedIn < chunks && copiedIn - copiedOut < RING_SLOTS) {
        copyIn(copiedIn++);
        job.publish(copiedIn, workers.anyOutOfJob ? helpers : 0);
      } else if (copiedOut < copiedIn && job.isComputed(copiedOut)) {
        copyOut(copiedOut++);
      } else if (!(workers.callerComputes && job.computeNext())) {
        await workers.progress(passThrough ? () => job.isComputed(copiedOut) : () => job.claimed === chunks);
      }
    }
  } finally {
    job.close();
    while (workers.anyInJob) await workers.progress(() => !workers.anyInJob);
  }
  workers.throwFailure();
}

function floatsToNextLine(array: Float32Array): number {
  return (LINE - ((byteOffsetOf(array) / BYTES_PER_FLOAT) % LINE)) % LINE;
}

function chunkLength(length: number, threads: number): number {
  const even = Math.ceil(length / (threads * CHUNKS_PER_THREAD * LINE)) * LINE;
  return Math.min(LONGEST_CHUNK, Math.max(SHORTEST_CHUNK, even));
}
