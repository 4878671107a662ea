/** Promises about options: own and inherited properties count, except those of Object.prototype. */
import { assertSame, assertSameBits, assertThrows } from "./assert.js";
import { inputsOf } from "./inputs.js";
import { type ContractPromise, ofEveryOperation } from "./operations.js";

/** Properties on Object.prototype: one as old libraries add it, and names of options. */
const POLLUTION: readonly (readonly [name: string, value: unknown])[] = [
  ["foo", () => {}],
  ["alpha", 3],
  ["from", "output"],
  ["out", new Float32Array(6)],
  ["inplace", true],
  ["size", 1],
  ["length", 1],
];

/** Runs `act` while Object.prototype has the enumerable property `name`. */
function whilePolluted(name: string, value: unknown, act: () => void): void {
  Object.defineProperty(Object.prototype, name, { value, configurable: true, enumerable: true, writable: true });
  try {
    act();
  } finally {
    delete (Object.prototype as Record<string, unknown>)[name];
  }
}

export const options: readonly ContractPromise[] = [
  ...ofEveryOperation("takes no option from Object.prototype", ({ arity, run }, functions) => {
    const inputs = inputsOf(arity, 6);
    const expected = run(functions, inputs);
    for (const [name, value] of POLLUTION) {
      let result: Float32Array = new Float32Array(0);
      const out = new Float32Array(6);
      whilePolluted(name, value, () => {
        result = run(functions, inputs);
        run(functions, inputs, out);
      });
      assertSameBits(result, expected, `${name}:`);
      assertSameBits(out, expected, `${name}, out:`);
    }
  }),
  {
    title: "functions called without options take none from Object.prototype",
    check: ({ elu, eluBackward }) => {
      const [x] = inputsOf(1, 6);
      const expected = [elu(x), eluBackward(x, x)];
      for (const [name, value] of POLLUTION) {
        let results: Float32Array[] = [];
        whilePolluted(name, value, () => {
          results = [elu(x), eluBackward(x, x)];
        });
        for (const [k, result] of results.entries()) assertSameBits(result, expected[k], `${name}:`);
      }
    },
  },
  {
    title: "options may be an object of any class or of none, and an option that is undefined counts as not given",
    check: ({ elu, selu }) => {
      class Options {
        get alpha(): number {
          return 2;
        }
      }
      const x = Float32Array.of(-1);
      const expected = elu(x, { alpha: 2 });
      assertSameBits(elu(x, new Options()), expected, "of a class:");
      assertSameBits(elu(x, Object.create({ alpha: 2 })), expected, "inherited:");
      assertSameBits(elu(x, Object.assign(Object.create(null), { alpha: 2 })), expected, "of no class:");
      whilePolluted("alpha", 3, () => assertSameBits(elu(x, new Options()), expected, "polluted:"));
      assertSameBits(selu(x, { alpha: undefined } as never), selu(x), "undefined:");
    },
  },
  {
    title: "an unknown option is refused even while Object.prototype has properties",
    check: ({ elu }) => {
      const call = () => elu(Float32Array.of(-1), { alhpa: 2 } as never);
      whilePolluted("foo", 1, () => assertThrows(call, TypeError, "elu: unknown option alhpa; options are alpha, out"));
      assertSame(Object.keys(Object.prototype).length, 0, "properties left on Object.prototype");
    },
  },
];
