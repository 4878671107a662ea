/** Calls on arrays in chosen places of memory, each with a check of what it has written: for functions and for pools. */
import type { Arena, Elu } from "elu-simd";
import type { Pool } from "elu-simd/threads";
import { assertSameBits } from "./assert.js";
import { copies, inputsOf, normalFloats, placeIn } from "./inputs.js";
import type { Operation } from "./operations.js";

interface PlacedCall {
  readonly inputs: readonly Float32Array[];
  readonly out: Float32Array;
  /** Throws unless the memory holds the result and nothing else has changed. */
  readonly check: () => void;
}

/** Each operand inside and outside of an arena, or the memory of a pool, in every combination. */
export function* insideAndOutside(
  { arity, run }: Operation,
  functions: Elu,
  length: number,
  emptyArena: () => Arena | Pool,
): Generator<PlacedCall> {
  const inputs = inputsOf(arity, length);
  const expected = run(functions, inputs);
  // Each bit says whether an operand lies inside; the last one is out.
  for (let inside = 0; inside < 2 ** (arity + 1); inside++) {
    const arena = emptyArena();
    const place = (array: Float32Array, k: number) => (inside & (1 << k) ? placeIn(arena, array) : array);
    const out = place(new Float32Array(length), arity);
    const check = () => assertSameBits(out, expected, `length ${length}, inside ${inside.toString(2)}:`);
    yield { inputs: inputs.map(place), out, check };
  }
}

/** Inputs and out beside each other in one memory, each `offset` floats into a separate range of it. */
export function besideEachOther(
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

/** Out is at 1, and inputs are before, there and after: for two inputs on both sides no order of blocks helps. */
const PLACES = [0, 1, 2];
const PAIRS = PLACES.flatMap((first) => PLACES.map((second) => [first, second]));

/** Arrays that take all of `memory` but two shifts, in places that are so many shifts into it; one place has one array. */
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
    const check = () => assertSameBits(memory, expected, `shift ${shift}, inputs at ${places} of it:`);
    yield { inputs, out: windows[1], check };
  }
}
