/** Promises about invalid arguments: the error's type, its message, and that `out` is unchanged. */
import type { Elu } from "elu-simd";
import { assertSameBits, assertThrows } from "./assert.js";
import type { ContractPromise } from "./operations.js";

type Thrown = readonly [call: () => unknown, type: typeof TypeError | typeof RangeError, words: string];

interface Signature {
  readonly name: "elu" | "selu" | "celu" | "eluBackward" | "seluBackward" | "celuBackward";
  readonly arrays: readonly string[];
  readonly options: string;
  /** The example in the message about invalid options. */
  readonly example: string;
}

const FORWARD = { arrays: ["input"], options: "alpha, out", example: "{ alpha: 2 }" };
const BACKWARD = { arrays: ["gradOutput", "saved"], options: "alpha, from, out", example: "{ alpha: 2 }" };

const SIGNATURES: readonly Signature[] = [
  { name: "elu", ...FORWARD },
  { name: "selu", ...FORWARD, options: "out", example: "{ out }" },
  { name: "celu", ...FORWARD },
  { name: "eluBackward", ...BACKWARD },
  { name: "seluBackward", ...BACKWARD, options: "from, out", example: '{ from: "output" }' },
  { name: "celuBackward", ...BACKWARD },
];

const input = Float32Array.of(-1, -2, -3);
const [two, four] = [new Float32Array(2), new Float32Array(4)];

/** The content of `out`, which a call that throws must not change. */
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

const NO_FROM: readonly (readonly [unknown, string])[] = [
  ["result", 'the string "result"'],
  [null, "null"],
  [1, "1"],
];

const DETACHED = "must be attached to its memory, got a detached Float32Array";

export const errors: readonly ContractPromise[] = [
  ...SIGNATURES.flatMap(errorsOf),
  throwing("eluBackward", 'throws a RangeError for a negative alpha with from: "output"', ({ eluBackward }, out) => {
    const options = { alpha: -0.5, from: "output", out } as const;
    const words = 'alpha must not be negative with from: "output", got -0.5';
    return [[() => eluBackward(input, input, options), RangeError, words]];
  }),
];

function errorsOf({ name, arrays, options, example }: Signature): ContractPromise[] {
  const takes = (option: string) => options.includes(option);
  const [first, second = "out"] = arrays;
  /** The call with these options, and with `other` instead of array `k`. */
  const run = (functions: Elu, passed: unknown, k = -1, other?: unknown) =>
    (functions[name] as (...args: unknown[]) => unknown)(...arrays.map((_, i) => (i === k ? other : input)), passed);
  return [
    throwing(name, "throws a TypeError for invalid arrays, out or options", (functions, out) => [
      ...arrays.flatMap((array, k) =>
        each(NO_ARRAYS, (no) => run(functions, { out }, k, no), TypeError, `${array} must be a Float32Array`),
      ),
      ...each(NO_ARRAYS.slice(1), (no) => run(functions, { out: no }), TypeError, "out must be a Float32Array"),
      ...each(NO_OPTIONS, (no) => run(functions, no), TypeError, `options must be an object such as ${example}`),
      [() => run(functions, out), TypeError, "options must be an object such as { out }, got a Float32Array"],
    ]),
    throwing(name, "throws a TypeError for an unknown option", (functions, out) => [
      [() => run(functions, { ouput: out }), TypeError, `unknown option ouput; options are ${options}`],
      ...["inplace", "alpha", "from"]
        .filter((other) => !takes(other))
        .map((other): Thrown => {
          return [
            () => run(functions, { out, [other]: true }),
            TypeError,
            `unknown option ${other}; options are ${options}`,
          ];
        }),
    ]),
    throwing(name, "throws a RangeError for arrays of different lengths", (functions, out) => [
      [() => run(functions, { out }, 0, two), RangeError, `${second} must be as long as ${first}, 2 floats, got 3`],
      ...arrays.slice(1).map((array): Thrown => {
        const words = `${array} must be as long as ${first}, 3 floats, got 4`;
        return [() => run(functions, { out }, 1, four), RangeError, words];
      }),
      ...[0, 2, 4].map((length): Thrown => {
        const words = `out must be as long as ${first}, 3 floats, got ${length}`;
        return [() => run(functions, { out: new Float32Array(length) }), RangeError, words];
      }),
    ]),
    throwing(
      name,
      "throws a TypeError for a detached array",
      (functions, out) => [
        ...arrays.map((array, k): Thrown => {
          return [() => run(functions, { out }, k, detached()), TypeError, `${array} ${DETACHED}`];
        }),
        [() => run(functions, { out: detached() }), TypeError, `out ${DETACHED}`],
      ],
      ["structuredClone"],
    ),
    throwing(name, "throws for an invalid alpha or from", (functions, out) => [
      ...each(takes("from") ? NO_FROM : [], (from) => run(functions, { from, out }), RangeError, FROM_WORDS),
      ...each(takes("alpha") ? NO_NUMBERS : [], (alpha) => run(functions, { alpha, out }), TypeError, ALPHA_WORDS),
      ...outOfRange(name, takes("alpha")).map(([alpha, words]): Thrown => {
        return [() => run(functions, { alpha, out }), RangeError, `alpha must be ${words} as a float32, got ${alpha}`];
      }),
    ]),
  ];
}

const FROM_WORDS = 'from must be "input" or "output"';
const ALPHA_WORDS = "alpha must be a number";

/** The alphas that a function refuses, each with the condition that the message states. */
function outOfRange(name: string, takesAlpha: boolean): (readonly [alpha: number, words: string])[] {
  if (!takesAlpha) return [];
  return [
    ...[Number.NaN, Infinity, -Infinity, 1e39, -1e300].map((alpha) => [alpha, "finite"] as const),
    ...(name.startsWith("celu") ? [0, -0, -1, 1e-50] : []).map((alpha) => [alpha, "above 0"] as const),
  ];
}

/** The promise that each call throws its error, which names the function, and leaves `out` unchanged. */
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

/** The call and its error for each invalid value, which callers without types may pass. */
function each(
  values: readonly (readonly [value: unknown, got: string])[],
  call: (value: never) => unknown,
  type: typeof TypeError | typeof RangeError,
  words: string,
): Thrown[] {
  return values.map(([value, got]) => [() => call(value as never), type, `${words}, got ${got}`]);
}

function detached(): Float32Array {
  const array = new Float32Array(3);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}
