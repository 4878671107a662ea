/** Calls on arrays at chosen places in memory, each with a check of the memory afterwards, for functions and pools. */
import type { Arena, Elu } from "elu-simd";
import type { Pool } from "elu-simd/threads";
import { assertSameBits } from "./assert.js";
import { copies, inputsOf, normalFloats, placeIn } from "./inputs.js";
import type { Operation } from "./operations.js";

interface PlacedCall {
  readonly inputs: readonly Float32Array[];
  readonly out: Float32Array;
  /** Throws unless `out` holds the result and the rest of the memory is unchanged. */
  readonly check: () => void;
}

/** Calls with every combination of operands inside and outside of an arena or the memory of a pool. */
export function* insideAndOutside(
  { arity, run }: Operation,
  functions: Elu,
  length: number,
  emptyArena: () => Arena | Pool,
): Generator<PlacedCall> {
  const inputs = inputsOf(arity, length);
  const expected = run(functions, inputs);
  // Bit k: operand k lies inside. The highest bit is for out.
  for (let inside = 0; inside < 2 ** (arity + 1); inside++) {
    const arena = emptyArena();
    const place = (array: Float32Array, k: number) => (inside & (1 << k) ? placeIn(arena, array) : array);
    const out = place(new Float32Array(length), arity);
    const check = () => assertSameBits(out, expected, `length ${length}, inside ${inside.toString(2)}:`);
    yield { inputs: inputs.map(place), out, check };
  }
}

/** A call on inputs and out in separate ranges of one memory, each `offset` floats after the start of its range. */
export function sideBySide(
  { arity, run }: Operation,
  functions: Elu,
  memory: Float32Array,
  length: number,
  offset: number,
): PlacedCall {
  const inputs = inputsOf(arity, length);
  const size = memory.length / (arity + 1);
  const starts = Array.from({ length: arity + 1 }, (_, k) => size * k + offset);
  memory.fill(12345);
  for (const [k, input] of inputs.entries()) memory.set(input, starts[k]);
  const windows = starts.map((start) => memory.subarray(start, start + length));
  const expected = memory.slice();
  expected.set(run(functions, inputs), starts[arity]);
  const check = () => assertSameBits(memory, expected, `length ${length}, offset ${offset}:`);
  return { inputs: windows.slice(0, arity), out: windows[arity], check };
}

/** `out` is at place 1, inputs are at any place. With inputs at 0 and 2, neither order of blocks is safe. */
const PLACES = [0, 1, 2];
const PAIRS = PLACES.flatMap((first) => PLACES.map((second) => [first, second]));

/** Calls on arrays that overlap: at place k, an array of memory.length - 2 * shift floats that starts at k * shift. */
export function* overlapping(
  { arity, run }: Operation,
  functions: Elu,
  memory: Float32Array,
  shift: number,
  placesOfInputs: readonly (readonly number[])[] = arity === 1 ? PLACES.map((place) => [place]) : PAIRS,
): Generator<PlacedCall> {
  const windows = PLACES.map((place) => memory.subarray(place * shift, memory.length + (place - 2) * shift));
  for (const places of placesOfInputs) {
    memory.set(normalFloats(memory.length));
    const inputs = places.slice(0, arity).map((place) => windows[place]);
    const expected = memory.slice();
    expected.set(run(functions, copies(inputs)), shift);
    const check = () => assertSameBits(memory, expected, `shift ${shift}, inputs at places ${places}:`);
    yield { inputs, out: windows[1], check };
  }
}
