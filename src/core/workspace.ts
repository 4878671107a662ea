/**
 * Runs kernels on Float32Arrays wherever they lie. Arrays in the workspace's own linear memory are read and written
 * in place; all others pass through fixed blocks of it, so that memory does not depend on how long they are.
 */
import { type Instance, type KernelName, type Kernels, roundDownToGroups, roundUpToGroups } from "./kernels.js";

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

/** Kernels, and the blocks of their linear memory that arrays from elsewhere pass through. */
export interface Workspace {
  readonly kernels: Kernels;
  readonly group: number;
  /**
   * The linear memory, where arrays may lie in it; otherwise undefined: to ask an array for its buffer takes longer than
   * to compute some floats.
   */
  readonly memory: ArrayBufferLike | undefined;
  readonly firstBlock: Block;
  readonly secondBlock: Block;
}

/** `memory` holds at least WORKSPACE_BYTES. */
export function createWorkspace({ kernels, memory, group }: Instance, holdsArrays: boolean): Workspace {
  return {
    kernels,
    group,
    memory: holdsArrays ? memory : undefined,
    firstBlock: new Block(memory, 0),
    secondBlock: new Block(memory, BLOCK_BYTES),
  };
}

/**
 * Computes `kernel` of `first` (and `second`, what was saved for a gradient; a forward has `first` twice), to `out`: all
 * plain, of equal length, and overlapping in any way.
 */
export function compute(
  workspace: Workspace,
  kernel: KernelName,
  first: Float32Array,
  second: Float32Array,
  out: Float32Array,
  alpha: number,
  scale: number,
  divisor: number,
): void {
  const { length } = out;
  if (length > BLOCK_LENGTH || workspace.memory) {
    computeInBlocks(workspace, kernel, first, second, out, alpha, scale, divisor);
    return;
  }
  const { kernels, group, firstBlock, secondBlock } = workspace;
  const at = firstBlock.copyIn(first, 0, length);
  const secondAt = second === first ? at : secondBlock.copyIn(second, 0, length);
  kernels[kernel](at, at, roundUpToGroups(length, group), alpha, scale, divisor, secondAt);
  firstBlock.copyOut(out, 0, length);
}

function computeInBlocks(
  { kernels, group, memory, firstBlock, secondBlock }: Workspace,
  kernel: KernelName,
  first: Float32Array,
  second: Float32Array,
  out: Float32Array,
  alpha: number,
  scale: number,
  divisor: number,
): void {
  const { length } = out;
  // Where `out` lies between its inputs, no order of the blocks suits both. The only case in which memory grows with them.
  const isBetween =
    (startsWithin(out, first) && startsWithin(second, out)) || (startsWithin(out, second) && startsWithin(first, out));
  if (isBetween) second = new Float32Array(second);

  const descending = startsWithin(out, first) || startsWithin(out, second);
  const firstHere = !descending && first.buffer === memory;
  const secondHere = !descending && second.buffer === memory;
  const outHere = !descending && out.buffer === memory;
  const step = firstHere && secondHere && outHere ? Math.max(group, roundDownToGroups(length, group)) : BLOCK_LENGTH;
  const steps = Math.ceil(length / step);
  for (let k = 0; k < steps; k++) {
    const start = (descending ? steps - 1 - k : k) * step;
    const count = Math.min(length - start, step);
    const whole = count === roundDownToGroups(count, group);
    const from = firstHere && whole ? addressOf(first, start) : firstBlock.copyIn(first, start, count);
    const secondFrom =
      second === first
        ? from
        : secondHere && whole
          ? addressOf(second, start)
          : secondBlock.copyIn(second, start, count);
    const to = outHere && whole ? addressOf(out, start) : firstBlock.address;
    kernels[kernel](from, to, roundUpToGroups(count, group), alpha, scale, divisor, secondFrom);
    if (to === firstBlock.address) firstBlock.copyOut(out, start, count);
  }
}

/** A fixed place in linear memory that arrays from elsewhere pass through. */
export class Block {
  readonly address: number;
  readonly #floats: Float32Array;
  /** The part copied out last: calls on arrays of one length make no new object. */
  #part: Float32Array;

  constructor(memory: ArrayBufferLike, address: number) {
    this.address = address;
    this.#floats = new Float32Array(memory, address, BLOCK_LENGTH);
    this.#part = this.#floats;
  }

  /** Copies `count` floats of `array` from `start` here, and tells where that is. */
  copyIn(array: Float32Array, start: number, count: number): number {
    const floats = this.#floats;
    if (count <= LOOP_LENGTH) {
      for (let i = 0; i < count; i++) floats[i] = array[start + i];
    } else {
      floats.set(count === array.length ? array : array.subarray(start, start + count));
    }
    return this.address;
  }

  /** Copies the first `count` floats here to `array` at `start`. */
  copyOut(array: Float32Array, start: number, count: number): void {
    const floats = this.#floats;
    if (count <= LOOP_LENGTH) {
      for (let i = 0; i < count; i++) array[start + i] = floats[i];
    } else {
      if (this.#part.length !== count) this.#part = floats.subarray(0, count);
      array.set(this.#part, start);
    }
  }
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
  // Asked first, because a subclass may have any tag.
  return !(buffer instanceof ArrayBuffer) && buffer[Symbol.toStringTag] === "SharedArrayBuffer";
}
