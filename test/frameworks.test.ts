import { describe, expect, it } from "vitest";
import { bound, CELU, ELU, type Kind, type Member, SELU } from "../proof/reference/family.js";
import { ulpError } from "../proof/reference/ulp.js";
import * as functions from "../src/index.js";
import { evaluate, kerasCall, pytorch, rowsOf } from "./golden/frameworks.js";

const { x, y, grad, calls, conv3d } = pytorch;

/** The bound that this package promises for the call at one input, in ULP. */
function boundOf(call: string, x: number, exact: number): number {
  const alpha = Number(call.match(/alpha: ([\d.]+)/)?.[1] ?? 1);
  const member: Member = call.startsWith("selu") ? SELU : call.startsWith("celu") ? CELU : ELU;
  const kind: Kind = call.includes("Backward") ? "gradient" : "value";
  return bound(member, call.includes('"output"') ? "gradient from output" : kind, alpha, x, exact);
}

function run(call: string): Float32Array {
  const input = Float32Array.from(x);
  const scope = { ...functions, x: input, y: Float32Array.from(y), grad: Float32Array.from(grad) };
  const result = evaluate(call, scope) as Float32Array;
  if (call.includes("out: x")) expect(result).toBe(input);
  return result;
}

function expectWithinBound(call: string, result: Float32Array, expected: readonly number[]) {
  expect(result.length).toBe(expected.length);
  result.forEach((value, i) => {
    expect(ulpError(value, expected[i]), `${call} at ${x[i]}`).toBeLessThanOrEqual(boundOf(call, x[i], expected[i]));
  });
}

describe("docs/usage.md", () => {
  it("has exactly the lines of PyTorch in the stored results", () => {
    expect(rowsOf("torch").map(([call]) => call)).toEqual(Object.keys(calls));
  });

  it.each(rowsOf("torch"))("%s equals %s within its bound", (theirs, ours) => {
    expectWithinBound(ours, run(ours), calls[theirs] ?? []);
  });

  it.each(rowsOf("keras"))("%s equals %s within its bound", (theirs, ours) => {
    const { name, alpha } = kerasCall(theirs);
    const { value } = { elu: ELU, selu: SELU }[name];
    expectWithinBound(
      ours,
      run(ours),
      x.map((x) => value(x, alpha)),
    );
  });
});

it("elu equals PyTorch's ELU(alpha = 2) after a Conv3d within 1.5 ULP", () => {
  const result = functions.elu(Float32Array.from(conv3d.preActivations), { alpha: 2.0 });
  const errors = Array.from(result, (value, i) => ulpError(value, conv3d.activations[i]));
  expect(errors.length).toBe(192);
  expect(Math.max(...errors)).toBeLessThanOrEqual(1.5);
});
