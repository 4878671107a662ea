/** Promises of wrong arguments: what is thrown, in which words, and that nothing has been written by then. */
import type { Elu } from "elu-simd";
import { assertSame, assertSameBits, assertThrows } from "./assert.js";
import type { ContractPromise } from "./promise.js";

type Thrown = readonly [call: () => unknown, type: typeof TypeError | typeof RangeError, message: string];

const FORWARDS = ["elu", "selu", "celu"] as const;
const BACKWARDS = ["eluBackward", "seluBackward", "celuBackward"] as const;
const WITH_ALPHA = ["elu", "celu", "eluBackward", "celuBackward"] as const;

const input = Float32Array.of(-1, -2, -3);

/** What is in `out`, and has to be there still after a call that throws. */
const BEFORE = Float32Array.of(7, 8, 9);

export const errors: readonly ContractPromise[] = [
  ...FORWARDS.map((name) =>
    throwing(`${name} throws for an input, an out and options that are none, naming them`, (functions, out) => {
      const forward = functions[name];
      const noArrays: readonly Thrown[] = NO_ARRAYS.map(([value, got]) => [
        () => forward(anything(value), { out }),
        TypeError,
        `${name}: input must be a Float32Array, got ${got}`,
      ]);
      const wrongLengths: readonly Thrown[] = [0, 2, 4].map((length) => [
        () => forward(input, { out: new Float32Array(length) }),
        RangeError,
        `${name}: out must be as long as input, 3 floats, got ${length}`,
      ]);
      const options = name === "selu" ? "{ out }" : "{ alpha: 2 }";
      return [
        ...noArrays,
        ...wrongLengths,
        [
          () => forward(new Float32Array(2), { out }),
          RangeError,
          `${name}: out must be as long as input, 2 floats, got 3`,
        ],
        ...NO_OPTIONS.map(
          ([value, got]): Thrown => [
            () => forward(input, anything(value)),
            TypeError,
            `${name}: options must be an object such as ${options}, got ${got}`,
          ],
        ),
        [() => forward(input, { out: anything([1]) }), TypeError, `${name}: out must be a Float32Array, got Array`],
        [() => forward(input, { out: anything(null) }), TypeError, `${name}: out must be a Float32Array, got null`],
      ];
    }),
  ),
  ...BACKWARDS.map((name) =>
    throwing(`${name} throws for arrays, an out, a from and options that are none, naming them`, (functions, out) => {
      const backward = functions[name];
      const options = name === "seluBackward" ? '{ from: "output" }' : "{ alpha: 2 }";
      return [
        [
          () => backward(anything([1]), input, { out }),
          TypeError,
          `${name}: gradOutput must be a Float32Array, got Array`,
        ],
        [
          () => backward(input, anything(undefined), { out }),
          TypeError,
          `${name}: saved must be a Float32Array, got undefined`,
        ],
        [
          () => backward(input, new Float32Array(4), { out }),
          RangeError,
          `${name}: saved must be as long as gradOutput, 3 floats, got 4`,
        ],
        [
          () => backward(input, input, { out: new Float32Array(2) }),
          RangeError,
          `${name}: out must be as long as gradOutput, 3 floats, got 2`,
        ],
        [
          () => backward(input, input, anything("output")),
          TypeError,
          `${name}: options must be an object such as ${options}, got the string "output"`,
        ],
        [
          () => backward(input, input, { out: anything([1]) }),
          TypeError,
          `${name}: out must be a Float32Array, got Array`,
        ],
        ...[
          ["result", 'the string "result"'],
          [null, "null"],
          [1, "1"],
        ].map(
          ([from, got]): Thrown => [
            () => backward(input, input, { from: anything(from), out }),
            RangeError,
            `${name}: from must be "input" or "output", got ${got}`,
          ],
        ),
      ];
    }),
  ),
  ...WITH_ALPHA.map((name) =>
    throwing(`${name} throws for an alpha that is no finite number`, (functions, out) => {
      const call = (alpha: unknown) => () => callWith(functions, name, { alpha: anything(alpha), out });
      return [
        ...[
          ["2", 'the string "2"'],
          [null, "null"],
          [[2], "Array"],
          ...(typeof BigInt === "undefined" ? [] : [[BigInt(2), "2"]]),
        ].map(([alpha, got]): Thrown => [call(alpha), TypeError, `${name}: alpha must be a number, got ${got}`]),
        ...[Number.NaN, Infinity, -Infinity, 1e39, -1e300].map(
          (alpha): Thrown => [call(alpha), RangeError, `${name}: alpha must be finite as a float32, got ${alpha}`],
        ),
      ];
    }),
  ),
  ...(["celu", "celuBackward"] as const).map((name) =>
    throwing(`${name} throws a RangeError for an alpha that is not above 0`, (functions, out) =>
      [0, -0, -1, 1e-50].map((alpha) => [
        () => callWith(functions, name, { alpha, out }),
        RangeError,
        `${name}: alpha must be above 0 as a float32, got ${alpha}`,
      ]),
    ),
  ),
  throwing('eluBackward throws a RangeError for a negative alpha with from: "output"', ({ eluBackward }, out) => [
    [
      () => eluBackward(input, input, { alpha: -0.5, from: "output", out }),
      RangeError,
      'eluBackward: alpha must not be negative with from: "output", got -0.5',
    ],
  ]),
  {
    title: 'eluBackward takes a negative alpha from the input, and 0 with from: "output"',
    check: ({ eluBackward }) => {
      assertSame(eluBackward(input, input, { alpha: -0.5 }).length, 3, "the length");
      assertSame(eluBackward(input, input, { alpha: 0, from: "output" }).length, 3, "the length");
    },
  },
  {
    ...throwing("a detached array is a TypeError that names it", ({ elu, selu, celu, ...functions }, out) => {
      const words = "must be attached to its memory, got a detached Float32Array";
      return [
        ...[elu, selu, celu].flatMap((forward, k): Thrown[] => [
          [() => forward(detached(), { out }), TypeError, `${FORWARDS[k]}: input ${words}`],
          [() => forward(input, { out: detached() }), TypeError, `${FORWARDS[k]}: out ${words}`],
        ]),
        ...BACKWARDS.flatMap((name): Thrown[] => [
          [() => functions[name](detached(), input, { out }), TypeError, `${name}: gradOutput ${words}`],
          [() => functions[name](input, detached(), { out }), TypeError, `${name}: saved ${words}`],
          [() => functions[name](input, input, { out: detached() }), TypeError, `${name}: out ${words}`],
        ]),
      ];
    }),
    needs: ["structuredClone"],
  },
];

const NO_ARRAYS: readonly (readonly [unknown, string])[] = [
  [undefined, "undefined"],
  [null, "null"],
  [[1, 2], "Array"],
  [new Float64Array(2), "Float64Array"],
  [new DataView(new ArrayBuffer(4)), "DataView"],
  [new ArrayBuffer(4), "ArrayBuffer"],
  [{ length: 1, 0: 1 }, "Object"],
  [Object.create(null), "an object"],
  [Object.create(Float32Array.prototype), "Float32Array"],
  ["-1", 'the string "-1"'],
  [-1, "-1"],
  [() => 1, "a function"],
];

const NO_OPTIONS: readonly (readonly [unknown, string])[] = [
  [2, "2"],
  [null, "null"],
  ["2", 'the string "2"'],
];

/** Each of the calls throws its error, and has not written to `out`, which it was given. */
function throwing(title: string, calls: (functions: Elu, out: Float32Array) => readonly Thrown[]): ContractPromise {
  return {
    title,
    check: (functions) => {
      const out = BEFORE.slice();
      for (const [call, type, message] of calls(functions, out)) assertThrows(call, type, message);
      assertSameBits(out, BEFORE, "out:");
    },
  };
}

function callWith(functions: Elu, name: (typeof WITH_ALPHA)[number], options: { alpha: number; out: Float32Array }) {
  return name === "elu" || name === "celu" ? functions[name](input, options) : functions[name](input, input, options);
}

/** What callers without types pass. */
function anything(value: unknown): never {
  return value as never;
}

function detached(): Float32Array {
  const array = new Float32Array(3);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}
