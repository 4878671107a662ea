/**
 * Runs kernels on Float32Arrays wherever they live. Arrays in the workspace's own linear memory are read and written
 * in place; all others pass through fixed blocks of it, so that memory does not depend on how long they are.
 */
import type { Instance } from "./backend.js";
import { type BackwardKernel, type Kernels, LANES, wholeVectors } from "./kernels.js";

/**
 * Floats in a block: 16 KiB, so that two of them stay in the first level of cache. Any length from 2,048 to 16,384
 * takes the same time (bench).
 */
export const BLOCK_LENGTH = 4096;

const BYTES_PER_FLOAT = Float32Array.BYTES_PER_ELEMENT;
export const BLOCK_BYTES = BLOCK_LENGTH * BYTES_PER_FLOAT;

/** Bytes of linear memory that a workspace takes for its blocks. What lies above is its owner's. */
export const WORKSPACE_BYTES = 2 * BLOCK_BYTES;

/** Up to here a loop copies faster than `set`, whose call takes 30 ns. It quiets a signalling NaN. */
const LOOP_LENGTH = 16;

/** Kernels, the linear memory that they work on, and the blocks in it. */
export interface Workspace {
  readonly kernels: Kernels;
  /** Undefined where no array can lie in it: to ask an array for its buffer takes longer than to compute some floats. */
  readonly arena: ArrayBufferLike | undefined;
  readonly first: Block;
  readonly second: Block;
}

/** `memory` holds at least WORKSPACE_BYTES, is the one that `kernels` work on, and never grows. */
export function createWorkspace({ kernels, memory }: Instance, isArena: boolean): Workspace {
  const first = new Block(memory, 0);
  const second = new Block(memory, BLOCK_BYTES);
  return { kernels, arena: isArena ? memory : undefined, first, second };
}

/** Runs the forward kernel on `input`, to `out`, of equal length and overlapping it in any way. */
export function runForward(
  { kernels, arena, first }: Workspace,
  input: Float32Array,
  out: Float32Array,
  alpha: number,
  scale: number,
  divisor: number,
): void {
  const { length } = input;
  if (length <= BLOCK_LENGTH && !arena) {
    first.bring(input, 0, length);
    kernels.forward(first.address, first.address, wholeVectors(length), alpha, scale, divisor);
    first.give(out, 0, length);
    return;
  }

  const descending = startsWithin(out, input);
  const inputHere = !descending && input.buffer === arena;
  const outHere = !descending && out.buffer === arena;
  const step = stepFor(length, inputHere && outHere);
  const steps = Math.ceil(length / step);
  for (let k = 0; k < steps; k++) {
    const start = (descending ? steps - 1 - k : k) * step;
    const count = Math.min(length - start, step);
    const whole = count % LANES === 0;
    const from = inputHere && whole ? addressOf(input, start) : first.bring(input, start, count);
    const to = outHere && whole ? addressOf(out, start) : first.address;
    kernels.forward(from, to, wholeVectors(count), alpha, scale, divisor);
    if (to === first.address) first.give(out, start, count);
  }
}

/** Runs a backward kernel on `gradOutput` and `saved`, to `out`, all of equal length and overlapping in any way. */
export function runBackward(
  { kernels, arena, first, second }: Workspace,
  from: "input" | "output",
  gradOutput: Float32Array,
  saved: Float32Array,
  out: Float32Array,
  alpha: number,
  scale: number,
  divisor: number,
): void {
  const kernel: BackwardKernel = from === "input" ? kernels.backwardFromInput : kernels.backwardFromOutput;
  const { length } = gradOutput;
  if (length <= BLOCK_LENGTH && !arena) {
    first.bring(gradOutput, 0, length);
    second.bring(saved, 0, length);
    kernel(first.address, second.address, first.address, wholeVectors(length), alpha, scale, divisor);
    first.give(out, 0, length);
    return;
  }

  const oneAfterTheOther =
    (startsWithin(out, gradOutput) && startsWithin(saved, out)) ||
    (startsWithin(out, saved) && startsWithin(gradOutput, out));
  // No order of the blocks suits both inputs then. The only case in which memory grows with the arrays.
  if (oneAfterTheOther) saved = saved.slice();

  const descending = startsWithin(out, gradOutput) || startsWithin(out, saved);
  const gradOutputHere = !descending && gradOutput.buffer === arena;
  const savedHere = !descending && saved.buffer === arena;
  const outHere = !descending && out.buffer === arena;
  const step = stepFor(length, gradOutputHere && savedHere && outHere);
  const steps = Math.ceil(length / step);
  for (let k = 0; k < steps; k++) {
    const start = (descending ? steps - 1 - k : k) * step;
    const count = Math.min(length - start, step);
    const whole = count % LANES === 0;
    const gradientsAt = gradOutputHere && whole ? addressOf(gradOutput, start) : first.bring(gradOutput, start, count);
    const savedAt = savedHere && whole ? addressOf(saved, start) : second.bring(saved, start, count);
    const to = outHere && whole ? addressOf(out, start) : first.address;
    kernel(gradientsAt, savedAt, to, wholeVectors(count), alpha, scale, divisor);
    if (to === first.address) first.give(out, start, count);
  }
}

/** A fixed place in linear memory that arrays from elsewhere pass through. */
export class Block {
  readonly address: number;
  readonly #floats: Float32Array;
  /** The part given last: calls on arrays of one length make no new object. */
  #part: Float32Array;

  constructor(memory: ArrayBufferLike, address: number) {
    this.address = address;
    this.#floats = new Float32Array(memory, address, BLOCK_LENGTH);
    this.#part = this.#floats;
  }

  /** Copies `count` floats of `array` from `start` here, and tells where that is. */
  bring(array: Float32Array, start: number, count: number): number {
    const floats = this.#floats;
    if (count <= LOOP_LENGTH) {
      for (let i = 0; i < count; i++) floats[i] = array[start + i];
    } else {
      floats.set(count === array.length ? array : array.subarray(start, start + count));
    }
    return this.address;
  }

  /** Copies the first `count` floats here to `array` at `start`. */
  give(array: Float32Array, start: number, count: number): void {
    const floats = this.#floats;
    if (count <= LOOP_LENGTH) {
      for (let i = 0; i < count; i++) array[start + i] = floats[i];
    } else {
      if (this.#part.length !== count) this.#part = floats.subarray(0, count);
      array.set(this.#part, start);
    }
  }
}

/** All at once where nothing has to be copied, but for a last part that fills no vector; otherwise block by block. */
function stepFor(length: number, allInPlace: boolean): number {
  return allInPlace ? Math.max(LANES, length - (length % LANES)) : BLOCK_LENGTH;
}

function addressOf(array: Float32Array, start: number): number {
  return array.byteOffset + start * BYTES_PER_FLOAT;
}

/**
 * Whether the first float of `array` is one of `other` beyond its first. Results that go there overwrite inputs that
 * come later, so that blocks have to be taken from the end, as memmove does.
 */
export function startsWithin(array: Float32Array, other: Float32Array): boolean {
  const distance = array.byteOffset - other.byteOffset;
  return distance > 0 && distance < other.byteLength && shareMemory(array.buffer, other.buffer);
}

/** Two SharedArrayBuffer objects may stand for the same memory, which nothing tells. */
function shareMemory(a: ArrayBufferLike, b: ArrayBufferLike): boolean {
  return a === b || (isShared(a) && isShared(b));
}

function isShared(buffer: ArrayBufferLike): boolean {
  return buffer[Symbol.toStringTag] === "SharedArrayBuffer";
}
