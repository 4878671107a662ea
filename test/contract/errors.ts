/** Promises of wrong arguments: what is thrown, in which words, and that nothing has been written by then. */
import type { Elu } from "elu-simd";
import { assertSame, assertSameBits, assertThrows } from "./assert.js";
import type { ContractPromise } from "./promise.js";

type Thrown = readonly [call: () => unknown, type: typeof TypeError | typeof RangeError, words: string];

const FORWARDS = ["elu", "selu", "celu"] as const;
const BACKWARDS = ["eluBackward", "seluBackward", "celuBackward"] as const;
const WITH_ALPHA = ["elu", "celu", "eluBackward", "celuBackward"] as const;

const input = Float32Array.of(-1, -2, -3);
const [two, four] = [new Float32Array(2), new Float32Array(4)];

/** What is in `out`, and has to be there still after a call that throws. */
const BEFORE = Float32Array.of(7, 8, 9);

const NO_ARRAYS: readonly (readonly [unknown, string])[] = [
  [undefined, "undefined"],
  [null, "null"],
  [[1, 2], "Array"],
  [new Float64Array(2), "Float64Array"],
  [new DataView(new ArrayBuffer(4)), "DataView"],
  [new ArrayBuffer(4), "ArrayBuffer"],
  [{ length: 1, 0: 1 }, "Object"],
  [Object.create(null), "an object"],
  [Object.create(Float32Array.prototype), "an object that only looks like one, such as a Proxy"],
  [new Proxy(new Float32Array(3), {}), "an object that only looks like one, such as a Proxy"],
  ["-1", 'the string "-1"'],
  [-1, "-1"],
  [() => 1, "a function"],
];

const NO_NUMBERS: readonly (readonly [unknown, string])[] = [
  ["2", 'the string "2"'],
  [null, "null"],
  [[2], "Array"],
  ...(typeof BigInt === "undefined" ? [] : [[BigInt(2), "a bigint"] as const]),
];

const NO_OPTIONS: readonly (readonly [unknown, string])[] = [
  [2, "2"],
  [null, "null"],
  ["2", 'the string "2"'],
  [[2], "Array"],
  [new Float64Array(2), "Float64Array"],
  [new Map([["alpha", 2]]), "Map"],
  [new Set(["alpha"]), "Set"],
  [() => 2, "a function"],
];

/** By function, the options that it takes. */
const OPTIONS: Readonly<Record<string, string>> = {
  elu: "alpha, out",
  selu: "out",
  celu: "alpha, out",
  eluBackward: "alpha, from, out",
  seluBackward: "from, out",
  celuBackward: "alpha, from, out",
};

const NO_FROM: readonly (readonly [unknown, string])[] = [
  ["result", 'the string "result"'],
  [null, "null"],
  [1, "1"],
];

const DETACHED = "must be attached to its memory, got a detached Float32Array";

export const errors: readonly ContractPromise[] = [
  ...FORWARDS.flatMap((name) => [
    throwing(name, "throws a TypeError for an input, an out and options that are none", ({ [name]: forward }, out) => [
      ...each(NO_ARRAYS, (no) => forward(no, { out }), TypeError, "input must be a Float32Array"),
      ...each(NO_ARRAYS.slice(1), (no) => forward(input, { out: no }), TypeError, "out must be a Float32Array"),
      ...each(
        NO_OPTIONS,
        (no) => forward(input, no),
        TypeError,
        `options must be an object such as ${exampleOf(name)}`,
      ),
    ]),
    throwing(
      name,
      "throws a TypeError for an array, or an option that it does not take",
      ({ [name]: forward }, out) => {
        const passed = (options: unknown) => () => forward(input, options as never);
        return [
          [passed(out), TypeError, "options must be an object such as { out }, got a Float32Array"],
          [passed({ ouput: out }), TypeError, `options are ${OPTIONS[name]}, got ouput`],
          ...["inplace", "from", ...(name === "selu" ? ["alpha"] : [])].map((other): Thrown => {
            return [passed({ out, [other]: true }), TypeError, `options are ${OPTIONS[name]}, got ${other}`];
          }),
        ];
      },
    ),
    throwing(name, "throws a RangeError for an out of another length", ({ [name]: forward }, out) => [
      [() => forward(input, { out: new Float32Array(0) }), RangeError, "out must be as long as input, 3 floats, got 0"],
      [() => forward(input, { out: two }), RangeError, "out must be as long as input, 3 floats, got 2"],
      [() => forward(input, { out: four }), RangeError, "out must be as long as input, 3 floats, got 4"],
      [() => forward(two, { out }), RangeError, "out must be as long as input, 2 floats, got 3"],
    ]),
    throwing(
      name,
      "throws a TypeError for a detached array",
      ({ [name]: forward }, out) => [
        [() => forward(detached(), { out }), TypeError, `input ${DETACHED}`],
        [() => forward(input, { out: detached() }), TypeError, `out ${DETACHED}`],
      ],
      ["structuredClone"],
    ),
  ]),
  ...BACKWARDS.flatMap((name) => [
    throwing(name, "throws a TypeError for arrays, an out and options that are none", ({ [name]: backward }, out) => [
      ...each(NO_ARRAYS, (no) => backward(no, input, { out }), TypeError, "gradOutput must be a Float32Array"),
      ...each(NO_ARRAYS, (no) => backward(input, no, { out }), TypeError, "saved must be a Float32Array"),
      ...each(NO_ARRAYS.slice(1), (no) => backward(input, input, { out: no }), TypeError, "out must be a Float32Array"),
      ...each(
        NO_OPTIONS,
        (no) => backward(input, input, no),
        TypeError,
        `options must be an object such as ${exampleOf(name)}`,
      ),
    ]),
    throwing(
      name,
      "throws a TypeError for an array, or an option that it does not take",
      ({ [name]: backward }, out) => {
        const passed = (options: unknown) => () => backward(input, input, options as never);
        return [
          [passed(out), TypeError, "options must be an object such as { out }, got a Float32Array"],
          [passed({ form: "output" }), TypeError, `options are ${OPTIONS[name]}, got form`],
          ...["inplace", ...(name === "seluBackward" ? ["alpha"] : [])].map((other): Thrown => {
            return [passed({ out, [other]: true }), TypeError, `options are ${OPTIONS[name]}, got ${other}`];
          }),
        ];
      },
    ),
    throwing(name, "throws a RangeError for other lengths, and a from that is none", ({ [name]: backward }, out) => [
      [() => backward(input, four, { out }), RangeError, "saved must be as long as gradOutput, 3 floats, got 4"],
      [() => backward(input, input, { out: two }), RangeError, "out must be as long as gradOutput, 3 floats, got 2"],
      ...each(NO_FROM, (from) => backward(input, input, { from, out }), RangeError, 'from must be "input" or "output"'),
    ]),
    throwing(
      name,
      "throws a TypeError for a detached array",
      ({ [name]: backward }, out) => [
        [() => backward(detached(), input, { out }), TypeError, `gradOutput ${DETACHED}`],
        [() => backward(input, detached(), { out }), TypeError, `saved ${DETACHED}`],
        [() => backward(input, input, { out: detached() }), TypeError, `out ${DETACHED}`],
      ],
      ["structuredClone"],
    ),
  ]),
  ...WITH_ALPHA.map((name) =>
    throwing(name, "throws for an alpha that is no finite number", (functions, out) => [
      ...each(NO_NUMBERS, (alpha) => call(functions, name, { alpha, out }), TypeError, "alpha must be a number"),
      ...[Number.NaN, Infinity, -Infinity, 1e39, -1e300].map((alpha): Thrown => {
        return [
          () => call(functions, name, { alpha, out }),
          RangeError,
          `alpha must be finite as a float32, got ${alpha}`,
        ];
      }),
    ]),
  ),
  ...(["celu", "celuBackward"] as const).map((name) =>
    throwing(name, "throws a RangeError for an alpha that is not above 0", (functions, out) =>
      [0, -0, -1, 1e-50].map((alpha): Thrown => {
        return [
          () => call(functions, name, { alpha, out }),
          RangeError,
          `alpha must be above 0 as a float32, got ${alpha}`,
        ];
      }),
    ),
  ),
  throwing("eluBackward", 'throws a RangeError for a negative alpha with from: "output"', ({ eluBackward }, out) => {
    const options = { alpha: -0.5, from: "output", out } as const;
    const words = 'alpha must not be negative with from: "output", got -0.5';
    return [[() => eluBackward(input, input, options), RangeError, words]];
  }),
  {
    title: "any object may hold options, and undefined is none",
    check: ({ elu, selu }) => {
      class Settings {
        alpha = 2;
      }
      const expected = elu(input, { alpha: 2 });
      assertSameBits(elu(input, new Settings()), expected, "of a class:");
      assertSameBits(elu(input, Object.assign(Object.create(null), { alpha: 2 })), expected, "of nothing:");
      assertSameBits(selu(input, { alpha: undefined } as never), selu(input), "undefined:");
    },
  },
  {
    title: 'eluBackward takes a negative alpha from the input, and 0 with from: "output"',
    check: ({ eluBackward }) => {
      assertSame(eluBackward(input, input, { alpha: -0.5 }).length, 3, "the length");
      assertSame(eluBackward(input, input, { alpha: 0, from: "output" }).length, 3, "the length");
    },
  },
];

/** Each of the calls throws its error, which names the function, and has not written to `out`, which it was given. */
function throwing(
  name: keyof Elu,
  title: string,
  calls: (functions: Elu, out: Float32Array) => readonly Thrown[],
  needs: ContractPromise["needs"] = [],
): ContractPromise {
  return {
    title: `${name} ${title}`,
    needs,
    check: (functions) => {
      const out = BEFORE.slice();
      for (const [call, type, words] of calls(functions, out)) assertThrows(call, type, `${name}: ${words}`);
      assertSameBits(out, BEFORE, "out:");
    },
  };
}

/** The same for each wrong value, as callers without types pass it. */
function each(
  values: readonly (readonly [value: unknown, got: string])[],
  call: (value: never) => unknown,
  type: typeof TypeError | typeof RangeError,
  words: string,
): Thrown[] {
  return values.map(([value, got]) => [() => call(value as never), type, `${words}, got ${got}`]);
}

function exampleOf(name: keyof Elu): string {
  return { selu: "{ out }", seluBackward: '{ from: "output" }' }[name as string] ?? "{ alpha: 2 }";
}

function call(functions: Elu, name: (typeof WITH_ALPHA)[number], options: { alpha: number; out: Float32Array }) {
  return name === "elu" || name === "celu" ? functions[name](input, options) : functions[name](input, input, options);
}

function detached(): Float32Array {
  const array = new Float32Array(3);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}
