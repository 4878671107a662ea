/**
 * A call that several threads compute together, described in words of their shared memory. The calling thread opens the
 * job and publishes its chunks; each thread in the job claims a chunk, computes it, and claims the next. A thread that
 * wakes late, or that the system holds up, takes fewer chunks, and nobody waits for a thread that never came.
 *
 * A worker enters before it looks whether the job is open, and the calling thread closes the job before it looks which
 * workers are in. So once the job is closed and no worker is in, the words are free for the next job.
 *
 * A worker that is given up is dismissed, and claims nothing from then on: browsers let a terminated worker run on for
 * seconds, and a chunk that it took with it in the end would be missing.
 */
import { runKernel } from "../core/call.js";
import { type Instance, KERNEL_NAMES, type Kernels } from "../core/kernels.js";
import type { Call } from "./call.js";

/** Chunks of arrays from elsewhere that can be in shared memory at a time. */
export const RING_SLOTS = 16;

/** Where the chunks of an operand lie, in bytes: the array itself, or slot k % RING_SLOTS of the ring for chunk k. */
export interface Operand {
  readonly address: number;
  /** From one slot to the next; 0 for an array in shared memory. */
  readonly slotBytes: number;
}

/** How a call is cut: at multiples of `step` floats, counted from `lead` floats before the first one. */
export interface Cut {
  readonly length: number;
  readonly step: number;
  readonly lead: number;
}

export function chunksOf({ length, step, lead }: Cut): number {
  return Math.ceil((length + lead) / step);
}

/** The floats of a chunk. */
export function boundsOf({ length, step, lead }: Cut, chunk: number): { start: number; end: number } {
  const end = (chunk + 1) * step - lead;
  return { start: Math.max(0, end - step), end: Math.min(length, end) };
}

/** Each word that threads write has a cache line to itself: 16 words. */
const LINE = 16;
const WORD_BYTES = Int32Array.BYTES_PER_ELEMENT;

/** Counts wake-ups: workers sleep until it changes. */
const WAKE_UPS = 0;
/** 1 while chunks may be claimed. */
const OPEN = LINE;
/** The chunk to be claimed next, and how many chunks there are to claim. */
const NEXT = 2 * LINE;
const PUBLISHED = 3 * LINE;
/** 1 while the calling thread wants a message as soon as anything is done. */
const CALLER_SLEEPS = 4 * LINE;
/** For each slot of the ring, the last chunk that was computed there, counted from 1. */
const COMPUTED = 5 * LINE;
/** In float64: kernel, alpha, scale, divisor, length, step, lead, and two numbers for each operand. */
const DESCRIPTION = COMPUTED + Math.ceil(RING_SLOTS / LINE) * LINE;
const DESCRIPTION_LENGTH = 16;
const OPERANDS = 7;
/** A line for each worker: bits that say whether it is in the job, and whether it was dismissed. */
const IN = 1;
const DISMISSED = 2;
const WORKERS = DESCRIPTION + DESCRIPTION_LENGTH * (Float64Array.BYTES_PER_ELEMENT / WORD_BYTES);

/** How often a worker looks for a wake-up before it sleeps: some 20 microseconds, about as long as waking takes. */
const SPINS = 4000;

/** Bytes that a job takes for this many workers. */
export function jobBytes(workers: number): number {
  return (WORKERS + workers * LINE) * WORD_BYTES;
}

/** One thread's view of the job, and its kernels to compute chunks with. */
export class Job {
  readonly #kernels: Kernels;
  readonly #words: Int32Array;
  readonly #description: Float64Array;

  /** The job has its words in the kernels' memory, at `address`, a multiple of 64. All words 0: a closed job. */
  constructor({ kernels, memory }: Instance, address: number, workers: number) {
    this.#kernels = kernels;
    this.#words = new Int32Array(memory, address, jobBytes(workers) / WORD_BYTES);
    this.#description = new Float64Array(memory, address + DESCRIPTION * WORD_BYTES, DESCRIPTION_LENGTH);
  }

  /** The calling thread: opens a job, while no worker is in. `operands`: the inputs, then out; a forward has one input. */
  open({ kernel, alpha, scale, divisor }: Call, { length, step, lead }: Cut, operands: readonly Operand[]): void {
    const words = this.#words;
    const [input, saved, out] = operands.length === 3 ? operands : [operands[0], operands[0], operands[1]];
    const places = [input, saved, out].flatMap(({ address, slotBytes }) => [address, slotBytes]);
    this.#description.set([KERNEL_NAMES.indexOf(kernel), alpha, scale, divisor, length, step, lead, ...places]);
    words.fill(0, COMPUTED, COMPUTED + RING_SLOTS);
    words[NEXT] = 0;
    words[PUBLISHED] = 0;
    Atomics.store(words, OPEN, 1);
  }

  /**
   * The calling thread: the first `chunks` chunks may be computed. Wakes up to `workers` of the workers that sleep; those
   * that are on their way out notice and come back.
   */
  publish(chunks: number, workers: number): void {
    const words = this.#words;
    Atomics.store(words, PUBLISHED, chunks);
    Atomics.add(words, WAKE_UPS, 1);
    if (workers > 0) Atomics.notify(words, WAKE_UPS, workers);
  }

  /** The calling thread: wakes all workers that sleep, because the one that was woken may have died before it came. */
  wakeAll(): void {
    Atomics.add(this.#words, WAKE_UPS, 1);
    Atomics.notify(this.#words, WAKE_UPS);
  }

  /** Any thread that is in: computes one more chunk. False where there is none at present. */
  computeNext(): boolean {
    const words = this.#words;
    for (;;) {
      const chunk = Atomics.load(words, NEXT);
      if (chunk >= Atomics.load(words, PUBLISHED)) return false;
      if (Atomics.compareExchange(words, NEXT, chunk, chunk + 1) !== chunk) continue;
      this.#compute(chunk);
      Atomics.store(words, COMPUTED + (chunk % RING_SLOTS), chunk + 1);
      return true;
    }
  }

  /** The calling thread: how many chunks were claimed by any thread. */
  get claimed(): number {
    return Atomics.load(this.#words, NEXT);
  }

  /** The calling thread: whether that chunk is done, of the last RING_SLOTS that were published. */
  isComputed(chunk: number): boolean {
    return Atomics.load(this.#words, COMPUTED + (chunk % RING_SLOTS)) === chunk + 1;
  }

  /** The calling thread: no chunk may be claimed any more. */
  close(): void {
    Atomics.store(this.#words, OPEN, 0);
    Atomics.store(this.#words, PUBLISHED, 0);
  }

  /** Whether that worker is in, and not dismissed. */
  isIn(worker: number): boolean {
    return Atomics.load(this.#words, WORKERS + worker * LINE) === IN;
  }

  /** The calling thread: a worker no longer counts. Returns whether it was in. */
  dismiss(worker: number): boolean {
    return Atomics.or(this.#words, WORKERS + worker * LINE, DISMISSED) === IN;
  }

  /** The calling thread: asks for a message as soon as a worker has done anything. */
  requestMessage(): void {
    Atomics.store(this.#words, CALLER_SLEEPS, 1);
  }

  /** A worker: computes chunks whenever there are any, until it is dismissed or its thread ends. */
  runWorker(worker: number, sendMessage: () => void): void {
    const words = this.#words;
    const own = WORKERS + worker * LINE;
    const messageIfRequested = () => {
      if (Atomics.load(words, CALLER_SLEEPS) === 1 && Atomics.exchange(words, CALLER_SLEEPS, 0) === 1) sendMessage();
    };
    for (let seen = 0; ; ) {
      for (let spins = 0; spins < SPINS && Atomics.load(words, WAKE_UPS) === seen; spins++);
      Atomics.wait(words, WAKE_UPS, seen);
      seen = Atomics.load(words, WAKE_UPS);
      if (Atomics.or(words, own, IN) & DISMISSED) return;
      if (Atomics.load(words, OPEN) === 1) while (this.isIn(worker) && this.computeNext()) messageIfRequested();
      if (Atomics.and(words, own, ~IN) & DISMISSED) return;
      messageIfRequested();
    }
  }

  #compute(chunk: number): void {
    const [kernel, alpha, scale, divisor, length, step, lead] = this.#description;
    const { start, end } = boundsOf({ length, step, lead }, chunk);
    const input = this.#addressOf(0, chunk, start);
    const saved = this.#addressOf(1, chunk, start);
    const out = this.#addressOf(2, chunk, start);
    runKernel(this.#kernels, KERNEL_NAMES[kernel], input, saved, out, end - start, alpha, scale, divisor);
  }

  #addressOf(operand: number, chunk: number, start: number): number {
    const address = this.#description[OPERANDS + 2 * operand];
    const slotBytes = this.#description[OPERANDS + 2 * operand + 1];
    return address + (slotBytes === 0 ? start * Float32Array.BYTES_PER_ELEMENT : (chunk % RING_SLOTS) * slotBytes);
  }
}
