/**
 * A call that several threads compute together, told in words of their shared memory. The calling thread opens it and
 * publishes its chunks; each thread that comes claims a chunk, computes it, and claims the next. A thread that wakes
 * late, or that the system holds up, takes fewer chunks, and nobody waits for one that never came.
 *
 * A worker counts itself in before it looks whether the job is open, and the calling thread closes the job before it
 * looks who is in. So once the job is closed and nobody is in, the words are free to tell of the next one.
 *
 * A worker that is given up is dismissed, and claims nothing from then on: browsers let it run for seconds after it was
 * terminated, and a chunk that it took with it in the end would be missing.
 */
import { runKernel } from "../core/call.js";
import { type Instance, KERNEL_NAMES, type KernelName, type Kernels } from "../core/kernels.js";

/** Chunks of arrays from elsewhere that can be in shared memory at a time. */
export const RING_SLOTS = 16;

/** Where the chunks of one operand lie: chunk k at `base + (k % slots) * stride`, in bytes. */
export interface Operand {
  readonly base: number;
  readonly stride: number;
  readonly slots: number;
}

export interface JobDescription {
  readonly kernel: KernelName;
  /** Floats in all, and floats in each chunk but the last. */
  readonly length: number;
  readonly step: number;
  readonly input: Operand;
  /** Of a forward, which has nothing saved, any. */
  readonly saved: Operand;
  readonly out: Operand;
  readonly alpha: number;
  readonly scale: number;
  readonly divisor: number;
}

/** Words that threads write stand in a cache line of their own each: 16 words. */
const LINE = 16;
const WORD_BYTES = Int32Array.BYTES_PER_ELEMENT;

/** Changes whenever there is news for workers; they sleep on it. */
const NEWS = 0;
/** 1 while chunks may be claimed. */
const OPEN = LINE;
/** The chunk to be claimed next, and how many there are to claim. */
const NEXT = 2 * LINE;
const PUBLISHED = 3 * LINE;
/** 1 while the calling thread wants a message as soon as anything is done. */
const CALLER_SLEEPS = 4 * LINE;
/** For each slot of the ring, the last chunk that was computed there, counted from 1. */
const COMPUTED = 5 * LINE;
/** The description, in float64: kernel, length, step, alpha, scale, divisor, and three numbers for each operand. */
const DESCRIPTION = COMPUTED + Math.ceil(RING_SLOTS / LINE) * LINE;
const INPUT = 6;
const SAVED = 9;
const OUT = 12;
const DESCRIPTION_LENGTH = 16;
/** A line for each worker: bits that say whether it is in the job, and whether it was dismissed. */
const IN = 1;
const DISMISSED = 2;
const WORKERS = DESCRIPTION + DESCRIPTION_LENGTH * (Float64Array.BYTES_PER_ELEMENT / WORD_BYTES);

/** How often a worker looks at the news before it sleeps: some 20 microseconds, about as long as waking it up takes. */
const SPINS = 4000;

/** Bytes that a job takes for so many workers. */
export function jobBytes(workers: number): number {
  return (WORKERS + workers * LINE) * WORD_BYTES;
}

/** One thread's view of the job, and its kernels to compute chunks with. */
export class Job {
  readonly #kernels: Kernels;
  readonly #words: Int32Array;
  readonly #description: Float64Array;

  /** The job has its words in the kernels' memory, at `address`, a multiple of 64. All 0 is a closed one. */
  constructor({ kernels, memory }: Instance, address: number, workers: number) {
    this.#kernels = kernels;
    this.#words = new Int32Array(memory, address, jobBytes(workers) / WORD_BYTES);
    this.#description = new Float64Array(memory, address + DESCRIPTION * WORD_BYTES, DESCRIPTION_LENGTH);
  }

  /** The calling thread: what is to be computed. Nobody is in. */
  open({ kernel, length, step, input, saved, out, alpha, scale, divisor }: JobDescription): void {
    const words = this.#words;
    const operands = [input, saved, out].flatMap(({ base, stride, slots }) => [base, stride, slots]);
    this.#description.set([KERNEL_NAMES.indexOf(kernel), length, step, alpha, scale, divisor, ...operands]);
    words.fill(0, COMPUTED, COMPUTED + RING_SLOTS);
    words[NEXT] = 0;
    words[PUBLISHED] = 0;
    Atomics.store(words, OPEN, 1);
  }

  /**
   * The calling thread: the first `chunks` chunks may be computed. Wakes up to so many of the workers that sleep; those
   * that are on their way out will see the news and come back.
   */
  publish(chunks: number, workers: number): void {
    const words = this.#words;
    Atomics.store(words, PUBLISHED, chunks);
    Atomics.add(words, NEWS, 1);
    if (workers > 0) Atomics.notify(words, NEWS, workers);
  }

  /** The calling thread: wakes all workers that sleep, because the one that was woken may have died before it came. */
  wakeAll(): void {
    Atomics.add(this.#words, NEWS, 1);
    Atomics.notify(this.#words, NEWS);
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

  /** The calling thread: how many chunks were claimed by anyone. */
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

  /** Whether that worker is in, and counts. */
  isIn(worker: number): boolean {
    return Atomics.load(this.#words, WORKERS + worker * LINE) === IN;
  }

  /** The calling thread: counts a worker out for good. Whether it was in. */
  dismiss(worker: number): boolean {
    return Atomics.or(this.#words, WORKERS + worker * LINE, DISMISSED) === IN;
  }

  /** The calling thread: asks for a message as soon as a worker has done anything. */
  askForMessage(): void {
    Atomics.store(this.#words, CALLER_SLEEPS, 1);
  }

  /** A worker: computes along whenever there is anything to compute, until it is dismissed, or its thread ended. */
  attend(worker: number, sendMessage: () => void): void {
    const words = this.#words;
    const own = WORKERS + worker * LINE;
    const report = () => {
      if (Atomics.load(words, CALLER_SLEEPS) === 1 && Atomics.exchange(words, CALLER_SLEEPS, 0) === 1) sendMessage();
    };
    for (let known = 0; ; ) {
      for (let spins = 0; spins < SPINS && Atomics.load(words, NEWS) === known; spins++);
      Atomics.wait(words, NEWS, known);
      known = Atomics.load(words, NEWS);
      if (Atomics.or(words, own, IN) & DISMISSED) return;
      if (Atomics.load(words, OPEN) === 1) while (this.isIn(worker) && this.computeNext()) report();
      if (Atomics.and(words, own, ~IN) & DISMISSED) return;
      report();
    }
  }

  #compute(chunk: number): void {
    const description = this.#description;
    const [kernel, length, step, alpha, scale, divisor] = description;
    const count = Math.min(step, length - chunk * step);
    const [input, saved, out] = [INPUT, SAVED, OUT].map((operand) => this.#addressOf(chunk, operand));
    runKernel(this.#kernels, KERNEL_NAMES[kernel], input, saved, out, count, alpha, scale, divisor);
  }

  #addressOf(chunk: number, operand: number): number {
    const description = this.#description;
    return description[operand] + (chunk % description[operand + 2]) * description[operand + 1];
  }
}
