/**
 * A job: one call that several threads compute together, described by words in their shared memory. The calling thread
 * opens the job and publishes its chunks. Each thread in the job claims a chunk, computes it, and claims the next. A
 * thread that wakes late or is preempted takes fewer chunks, and no thread waits for a worker that never entered.
 *
 * A worker enters the job before it checks whether the job is open; the calling thread closes the job before it checks
 * which workers are in. So when the job is closed and no worker is in, the words are free for the next job.
 *
 * A worker that stays silent is dismissed and then claims no more chunks. Browsers let a terminated worker run for
 * seconds, and a chunk that it claimed just before its end would never be computed.
 */
import { runKernel } from "../core/call.js";
import { type Instance, KERNEL_NAMES, type Kernels } from "../core/kernels.js";
import type { Call } from "./queued-call.js";

/** The number of chunks of arrays from elsewhere that fit into the shared memory at the same time. */
export const RING_SLOTS = 16;

/** The addresses of an operand's chunks, in bytes: in the array itself, or for chunk k in slot k % RING_SLOTS. */
export interface Operand {
  readonly address: number;
  /** The distance between two slots; 0 for an array in shared memory. */
  readonly slotBytes: number;
}

/** The division of a call into chunks: at multiples of `step` floats, counted from `lead` floats before the array. */
export interface Cut {
  readonly length: number;
  readonly step: number;
  readonly lead: number;
}

export function chunksOf({ length, step, lead }: Cut): number {
  return Math.ceil((length + lead) / step);
}

/** The first float of a chunk, and the first float after it. */
export function boundsOf({ length, step, lead }: Cut, chunk: number): { start: number; end: number } {
  const end = (chunk + 1) * step - lead;
  return { start: Math.max(0, end - step), end: Math.min(length, end) };
}

/** Words in a cache line. Each word that threads write has a separate cache line. */
const LINE = 16;
const WORD_BYTES = Int32Array.BYTES_PER_ELEMENT;

/** Counts wake-ups. Workers sleep until it changes. */
const WAKE_UPS = 0;
/** 1 while chunks may be claimed. */
const OPEN = LINE;
/** The next chunk to claim, and the number of chunks that may be claimed. */
const NEXT = 2 * LINE;
const PUBLISHED = 3 * LINE;
/** 1 while the calling thread sleeps until a worker sends a message. */
const CALLER_SLEEPS = 4 * LINE;
/** For each slot of the ring: 1 + the number of the chunk that was computed there last. */
const COMPUTED = 5 * LINE;
/** The call in float64: kernel, alpha, scale, divisor, length, step, lead, and two numbers for each operand. */
const DESCRIPTION = COMPUTED + Math.ceil(RING_SLOTS / LINE) * LINE;
const DESCRIPTION_LENGTH = 16;
const OPERANDS = 7;
/** A line for each worker, with two bits: the worker is in the job; the worker was dismissed. */
const IN = 1;
const DISMISSED = 2;
const WORKERS = DESCRIPTION + DESCRIPTION_LENGTH * (Float64Array.BYTES_PER_ELEMENT / WORD_BYTES);

/** Checks for a wake-up before a worker sleeps. They take about 20 microseconds, as long as waking takes. */
const SPINS = 4000;

/** The bytes of a job for `workers` workers. */
export function jobBytes(workers: number): number {
  return (WORKERS + workers * LINE) * WORD_BYTES;
}

/** One thread's view of the job, and the kernels of that thread. */
export class Job {
  readonly #kernels: Kernels;
  readonly #words: Int32Array;
  readonly #description: Float64Array;

  /** The words of the job start at `address`, a multiple of 64, in the kernels' memory. Words of 0 are a closed job. */
  constructor({ kernels, memory }: Instance, address: number, workers: number) {
    this.#kernels = kernels;
    this.#words = new Int32Array(memory, address, jobBytes(workers) / WORD_BYTES);
    this.#description = new Float64Array(memory, address + DESCRIPTION * WORD_BYTES, DESCRIPTION_LENGTH);
  }

  /** The calling thread: opens a job while no worker is in. `operands`: the one or two inputs, then out. */
  open({ kernel, alpha, scale, divisor }: Call, { length, step, lead }: Cut, operands: readonly Operand[]): void {
    const words = this.#words;
    const [input, saved, out] = operands.length === 3 ? operands : [operands[0], operands[0], operands[1]];
    const addresses = [input, saved, out].flatMap(({ address, slotBytes }) => [address, slotBytes]);
    this.#description.set([KERNEL_NAMES.indexOf(kernel), alpha, scale, divisor, length, step, lead, ...addresses]);
    words.fill(0, COMPUTED, COMPUTED + RING_SLOTS);
    words[NEXT] = 0;
    words[PUBLISHED] = 0;
    Atomics.store(words, OPEN, 1);
  }

  /**
   * The calling thread: lets threads claim the first `chunks` chunks, and wakes up to `workers` sleeping workers.
   * Workers that are about to leave notice the wake-up and come back.
   */
  publish(chunks: number, workers: number): void {
    const words = this.#words;
    Atomics.store(words, PUBLISHED, chunks);
    Atomics.add(words, WAKE_UPS, 1);
    if (workers > 0) Atomics.notify(words, WAKE_UPS, workers);
  }

  /** The calling thread: wakes all workers, because a worker that was woken before may have died before it entered. */
  wakeAll(): void {
    Atomics.add(this.#words, WAKE_UPS, 1);
    Atomics.notify(this.#words, WAKE_UPS);
  }

  /** A thread in the job: claims and computes one chunk. Returns false if there is none to claim at present. */
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

  /** The calling thread: the number of chunks that all threads have claimed. */
  get claimed(): number {
    return Atomics.load(this.#words, NEXT);
  }

  /** The calling thread: whether a chunk, one of the last RING_SLOTS published ones, is computed. */
  isComputed(chunk: number): boolean {
    return Atomics.load(this.#words, COMPUTED + (chunk % RING_SLOTS)) === chunk + 1;
  }

  /** The calling thread: ends the job. No more chunks can be claimed. */
  close(): void {
    Atomics.store(this.#words, OPEN, 0);
    Atomics.store(this.#words, PUBLISHED, 0);
  }

  /** Whether a worker is in the job and was not dismissed. */
  isIn(worker: number): boolean {
    return Atomics.load(this.#words, WORKERS + worker * LINE) === IN;
  }

  /** The calling thread: dismisses a worker. Returns whether it was in the job. */
  dismiss(worker: number): boolean {
    return Atomics.or(this.#words, WORKERS + worker * LINE, DISMISSED) === IN;
  }

  /** The calling thread: asks for a message when a worker next computes a chunk or leaves the job. */
  requestMessage(): void {
    Atomics.store(this.#words, CALLER_SLEEPS, 1);
  }

  /** A worker: computes chunks of every job, until the worker is dismissed or its thread ends. */
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
