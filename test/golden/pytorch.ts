import golden from "./pytorch.json" with { type: "json" };

/** One operation of PyTorch, computed in float64 from float32 inputs, with its gradient. */
export interface PytorchCase {
  readonly alpha: number;
  readonly input: readonly number[];
  readonly expected: readonly number[];
  readonly gradOutput: readonly number[];
  readonly expectedGrad: readonly number[];
}

/** The cases of one operation. The file has NaN, infinities and -0 as strings. */
export function pytorchCases(op: string): PytorchCase[] {
  return golden.cases
    .filter((golden) => golden.op === op)
    .map(({ alpha, input, expected, gradOutput, expectedGrad }) => ({
      alpha: alpha ?? 1,
      input: input.map(Number),
      expected: expected.map(Number),
      gradOutput: gradOutput.map(Number),
      expectedGrad: expectedGrad.map(Number),
    }));
}
