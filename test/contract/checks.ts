/** What every engine is asked to show of every backend: the package's promises, each of which throws where it breaks. */
import type { Elu } from "elu-simd";
import { CELU, FAMILY, isWithin, type Kind, type Member, SELU } from "../../reference/family.js";
import { ulpError } from "../../reference/ulp.js";
import { pytorchCases } from "../golden/pytorch.js";
import { operations } from "../operations.js";
import { assert, assertSameBits, assertThrows } from "./assert.js";
import { randomFloats, randomInputs } from "./inputs.js";

export interface Check {
  readonly promise: string;
  readonly run: (functions: Elu) => void;
}

const ALPHAS = [1, 2, 0.3, 42.42, 1e-3, 1e6, 3e38, 1e-40].map(Math.fround);

/** Around a vector, the loop that copies, and a block of the workspace, 4,096 floats. */
const LENGTHS = [0, 1, 3, 4, 5, 16, 17, 255, 256, 257, 4095, 4096, 4097, 10_001];

/** Floats to compute at once in a check of bounds. */
const MANY = 20_000;

export const checks: readonly Check[] = [
  {
    promise: "positive numbers, 0 and -0 keep their bits, and NaN stays NaN",
    run: ({ elu, celu }) => {
      const kept = Float32Array.of(0, -0, 2 ** -149, 1, 3.4028234663852886e38, Infinity, Number.NaN);
      for (const alpha of ALPHAS) {
        assertSameBits(elu(kept, { alpha }), kept, `elu, alpha ${alpha}`);
        assertSameBits(celu(kept, { alpha }), kept, `celu, alpha ${alpha}`);
      }
    },
  },
  {
    promise: "far to the left everything saturates at -alpha",
    run: ({ elu, selu, celu }) => {
      const far = Float32Array.of(-17.5, -100, -3.4e38, -Infinity);
      for (const alpha of ALPHAS) {
        assertSameBits(elu(far, { alpha }), new Float32Array(4).fill(-alpha), `elu, alpha ${alpha}`);
        assertSameBits(celu(Float32Array.of(-Infinity), { alpha }), [-alpha], `celu, alpha ${alpha}`);
      }
      assertSameBits(selu(far), new Float32Array(4).fill(-1.7580993408473768), "selu");
    },
  },
  {
    promise: "gradients at 0 and -0 are alpha, and far out they are finite and right",
    run: ({ eluBackward }) => {
      const ones = new Float32Array(5).fill(1);
      for (const alpha of ALPHAS) {
        const gradients = eluBackward(ones, Float32Array.of(0, -0, 89, Infinity, -Infinity), { alpha });
        assertSameBits(gradients, [alpha, alpha, 1, 1, 0], `eluBackward, alpha ${alpha}`);
      }
    },
  },
  ...FAMILY.flatMap(boundChecks),
  {
    promise: "a result depends neither on its place nor on the array's length",
    run: (functions) => {
      for (const { title, arity, run } of operations) {
        const inputs = randomInputs(arity, Math.max(...LENGTHS));
        const expected = run(functions, inputs);
        for (const length of LENGTHS) {
          // Shifted by one float, so that no float stays in its lane.
          const parts = inputs.map((input) => input.subarray(1, length));
          assertSameBits(run(functions, parts), expected.subarray(1, length), `${title}, ${length} floats`);
        }
      }
    },
  },
  {
    promise: "out may be an input or overlap it at any offset",
    run: (functions) => {
      const length = 4096 + 7;
      for (const { title, arity, run } of operations) {
        const inputs = randomInputs(arity, length);
        const expected = run(functions, inputs);
        for (const shift of [-4096, -1, 0, 3, 4096]) {
          const memory = new Float32Array(length + 2 * 4096);
          const overlapped = memory.subarray(4096, 4096 + length);
          overlapped.set(inputs[0]);
          const out = memory.subarray(4096 + shift, 4096 + shift + length);
          assert(run(functions, [overlapped, ...inputs.slice(1)], out) === out, `${title} does not return out`);
          assertSameBits(out, expected, `${title}, shift ${shift}`);
        }
      }
    },
  },
  {
    promise: "arrays of an arena give the same",
    run: (functions) => {
      const length = 4097;
      for (const { title, arity, run } of operations) {
        const inputs = randomInputs(arity, length);
        const arena = functions.createArena(2 * length + 8);
        const placed = inputs.map((input) => {
          const array = arena.alloc(length);
          array.set(input);
          return array;
        });
        assertSameBits(run(functions, placed, placed[0]), run(functions, inputs), title);
      }
    },
  },
  {
    promise: "arrays in shared memory give the same",
    run: (functions) => {
      // A browser shows it to isolated pages only; the suite tells which those are.
      if (typeof SharedArrayBuffer === "undefined") return;
      const length = 4097;
      for (const { title, arity, run } of operations) {
        const inputs = randomInputs(arity, length);
        const shared = inputs.map((input) => {
          const array = new Float32Array(new SharedArrayBuffer(input.byteLength));
          array.set(input);
          return array;
        });
        assertSameBits(run(functions, shared, shared[0]), run(functions, inputs), title);
      }
    },
  },
  {
    promise: "wrong arguments throw before anything is written, and the message names them",
    run: ({ elu, celu, eluBackward, createArena }) => {
      const input = Float32Array.of(-1, -2, -3);
      const out = Float32Array.of(7, 8, 9);
      const wrong = (value: unknown) => value as never;
      for (const [call, type, message] of [
        [() => elu(wrong([1]), { out }), TypeError, "elu: input must be a Float32Array, got Array"],
        [() => elu(input, { alpha: wrong("2"), out }), TypeError, 'elu: alpha must be a number, got the string "2"'],
        [() => elu(input, { alpha: 1e39, out }), RangeError, "elu: alpha must be finite as a float32, got 1e+39"],
        [() => elu(input.subarray(1), { out }), RangeError, "elu: out must be as long as input, 2 floats, got 3"],
        [() => celu(input, { alpha: 0, out }), RangeError, "celu: alpha must be above 0 as a float32, got 0"],
        [
          () => eluBackward(input, input, { from: wrong("result"), out }),
          RangeError,
          'eluBackward: from must be "input" or "output", got the string "result"',
        ],
        [
          () => elu(detached(), { out }),
          TypeError,
          "elu: input must be attached to its memory, got a detached Float32Array",
        ],
        [() => createArena(4).alloc(5), RangeError, "alloc: length must be at most what is left, 4 floats, got 5"],
      ] as const) {
        assertThrows(call, type, message);
      }
      assertSameBits(out, [7, 8, 9], "out");
    },
  },
];

/** Values and gradients within their bounds of PyTorch's and of float64's. */
function boundChecks(member: Member): Check[] {
  const { name, value, gradient, gradientFromOutput } = member;
  const forward = (functions: Elu) => functions[name] as Elu["elu"];
  const backward = (functions: Elu) => functions[`${name}Backward`] as Elu["eluBackward"];
  const alphas = member === SELU ? [1] : ALPHAS;
  const lowest = (alpha: number) => (member === SELU ? -1.7580993408473768 : -alpha);
  const scaleOf = (alpha: number) => (member === CELU ? alpha : 1);
  return [
    {
      promise: `${name} and its gradient are within their bounds of PyTorch's`,
      run: (functions) => {
        for (const golden of pytorchCases(name)) {
          const { alpha, input, expected, gradOutput, expectedGrad } = golden;
          const values = forward(functions)(Float32Array.from(input), { alpha });
          const gradients = backward(functions)(Float32Array.from(gradOutput), Float32Array.from(input), { alpha });
          input.forEach((x, i) => {
            assertNear(member, "value", alpha, x, values[i], expected[i]);
            assertNear(member, "gradient", alpha, x, gradients[i], expectedGrad[i]);
          });
        }
      },
    },
    {
      promise: `${name} is within its bound of float64`,
      run: (functions) => {
        for (const alpha of alphas) {
          const input = Float32Array.from({ length: MANY }, (_, i) => -1e-3 * (i + 1) * scaleOf(alpha));
          const values = forward(functions)(input, { alpha });
          input.forEach((x, i) => {
            assertNear(member, "value", alpha, x, values[i], value(x, alpha));
          });
        }
      },
    },
    {
      promise: `the gradient of ${name} is within its bound of float64, from the input and from the output`,
      run: (functions) => {
        for (const alpha of alphas) {
          const input = Float32Array.from({ length: MANY }, (_, i) => -4e-3 * i * scaleOf(alpha));
          const output = Float32Array.from({ length: MANY }, (_, i) => lowest(alpha) * (i / MANY) ** 3);
          const gradOutput = randomFloats(MANY, 3);
          const fromInput = backward(functions)(gradOutput, input, { alpha });
          const fromOutput = backward(functions)(gradOutput, output, { alpha, from: "output" });
          gradOutput.forEach((g, i) => {
            const [x, y] = [input[i], output[i]];
            assertNear(member, "gradient from output", alpha, y, fromOutput[i], g * gradientFromOutput(y, alpha));
            assertNear(member, "gradient", alpha, x, fromInput[i], g * gradient(x, alpha));
          });
        }
      },
    },
  ];
}

function assertNear(member: Member, kind: Kind, alpha: number, x: number, actual: number, exact: number): void {
  if (isWithin(member, kind, alpha, x, actual, exact)) return;
  throw new Error(
    `${member.name}, ${kind} at ${x}, alpha ${alpha}: ${actual} is ${ulpError(actual, exact)} ULP from ${exact}`,
  );
}

function detached(): Float32Array {
  const array = new Float32Array(3);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}
