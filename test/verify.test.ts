import { describe, expect, it } from "vitest";
import { COEFFICIENTS, exponential } from "../proof/model/float32.js";
import { BOUNDS, NEGLIGIBLE } from "../proof/reference/family.js";
import { compareBits, modelOf } from "../proof/verify/bits.js";
import type { Build } from "../proof/verify/builds.js";
import { proveExact } from "../proof/verify/exact-proof.js";
import type { Finding } from "../proof/verify/findings.js";
import { Forward, ForwardProof } from "../proof/verify/forward-proof.js";
import { GradientProof } from "../proof/verify/gradient-proof.js";
import { OutputProof } from "../proof/verify/output-proof.js";
import { bitsOf, floatOf, halfUlp } from "../proof/verify/rounding.js";
import { ELU, sweepValues } from "../proof/verify/values-sweep.js";
import * as exactConstants from "../src/core/exact-constants.js";
import { functionsOn } from "./support/backends.js";

const unfused: Build = { name: "wasm-simd", functions: functionsOn("wasm-simd"), arithmetic: "unfused" };

const fused: Build = { name: "wasm-relaxed-simd", functions: functionsOn("wasm-relaxed-simd"), arithmetic: "fused" };

const exact: Build = { name: "js", functions: functionsOn("js"), arithmetic: "exact" };

/** The coefficients, the first multiplied by `factor`. */
function perturbed(factor: number): Float32Array {
  return COEFFICIENTS.map((q, k) => (k === 0 ? q * factor : q));
}

/** Proves inputs of n = 0 and n = -1, where errors are large. */
function proveSome(proof: { prove(z: number): void; probe(z: number): void }): void {
  for (let pattern = bitsOf(-0.15); pattern < bitsOf(-0.7); pattern += 4999) {
    proof.prove(floatOf(pattern));
    proof.probe(floatOf(pattern));
  }
}

function reasons(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ broken }) => broken);
}

describe.each([false, true])("the proof of any alpha (fused: %s)", (fused) => {
  function proved(kernel: Forward, bounds = {}): string[] {
    const proof = new ForwardProof(kernel, { ...BOUNDS, ...bounds });
    proveSome(proof);
    return reasons(proof.findings);
  }

  it("holds", () => {
    expect(proved(new Forward(fused))).toEqual([]);
  });

  it.each([{ elu: 1.5 }, { smallElu: 1.4 }, { subnormalElu: 1 }])("fails for bounds below errors: %o", (bounds) => {
    expect(proved(new Forward(fused), bounds)).not.toEqual([]);
  });

  it("fails if a rounding is omitted", () => {
    class Omitting extends Forward {
      override error(alpha: number, isLowest: boolean): number {
        return super.error(alpha, isLowest) - halfUlp(alpha * Math.abs(this.r));
      }
    }
    expect(proved(new Omitting(fused)).join()).toContain("are proved");
  });

  it("fails for another coefficient", () => {
    expect(proved(new Forward(fused, perturbed(1 + 2 ** -16)))).not.toEqual([]);
  });

  it("holds for gradients, and fails for smaller bounds and another coefficient", () => {
    const run = (proof: GradientProof) => {
      proveSome(proof);
      return reasons(proof.findings);
    };
    expect(run(new GradientProof(fused))).toEqual([]);
    expect(run(new GradientProof(fused, { ...BOUNDS, gradient: 2 }))).not.toEqual([]);
    expect(run(new GradientProof(fused, BOUNDS, perturbed(1 + 2 ** -16)))).not.toEqual([]);
  });
});

it.each([false, true])("gradients are computed as 0 only if alpha e^x is below 2^-125 (fused: %s)", (fused) => {
  for (let k = -127; k < 128; k++) {
    expect(exponential(-1000, 1.5, k, fused)).toBe(0);
    const smallest = Math.log(NEGLIGIBLE) - Math.log(2) * k;
    if (smallest < 0) expect(exponential(Math.fround(smallest), 1, k, fused)).toBeGreaterThan(NEGLIGIBLE / 2);
  }
});

it("the proof of SELU's gradient from the output holds, and fails for a bound below errors", () => {
  const run = (bound?: number) => {
    const proof = new OutputProof(bound);
    for (let pattern = bitsOf(-0.5); pattern < bitsOf(-1.75); pattern += 997) proof.prove(floatOf(pattern));
    return reasons(proof.findings);
  };
  expect(run()).toEqual([]);
  expect(run(1.3)).not.toEqual([]);
});

it("the proof of the exact kernels holds, and fails for another coefficient and another ln 2", () => {
  expect(reasons(proveExact())).toEqual([]);
  expect(reasons(proveExact({ ...exactConstants, Q4: exactConstants.Q4 * (1 + 1e-7) }))).not.toEqual([]);
  expect(reasons(proveExact({ ...exactConstants, MINUS_LN_2_LOW: 0 }))).not.toEqual([]);
});

describe("the sweep of every input at alpha 1", () => {
  const patterns = [bitsOf(-0.464248449), bitsOf(-0.464248449) + 2 ** 14] as const;
  /** The build with one result of `elu` in a thousand moved by `floats` floats. */
  const moved = (floats: number): Build => ({
    ...unfused,
    functions: {
      ...unfused.functions,
      elu: ((input: Float32Array) => {
        const result = unfused.functions.elu(input);
        const bits = new Uint32Array(result.buffer);
        for (let i = 0; i < bits.length; i += 1000) bits[i] += floats;
        return result;
      }) as Build["functions"]["elu"],
    },
  });

  it("holds", () => {
    expect(reasons(sweepValues(ELU, ...patterns, [unfused]))).toEqual([]);
  });

  it("fails for a kernel that differs from the model in the last bit", () => {
    expect(reasons(sweepValues({ ...ELU, bound: 2 }, ...patterns, [moved(1)])).join()).toContain("in the model");
  });

  it("fails for a bound below errors, and for a kernel that is promised to round correctly and does not", () => {
    expect(reasons(sweepValues({ ...ELU, bound: 0.6 }, ...patterns, [unfused])).join()).toContain("ULP at");
    expect(reasons(sweepValues(ELU, ...patterns, [{ ...unfused, arithmetic: "exact" }]))).not.toEqual([]);
  });
});

describe("the comparison of bits with the model", () => {
  it.each(Array.from({ length: 16 }, (_, seed) => seed))("holds for alpha and inputs of seed %i", (seed) => {
    expect(reasons(compareBits(seed, [unfused, fused, exact], modelOf, 4096))).toEqual([]);
  });

  it("fails for a coefficient that differs from the kernel's", () => {
    const other = (build: Build) => modelOf(build, perturbed(1 + 2 ** -23));
    expect(reasons(compareBits(1, [unfused], other, 4096)).join()).toContain("in the model");
    expect(reasons(compareBits(1, [{ ...exact, arithmetic: "unfused" }], modelOf, 4096)).join()).toContain(
      "in the model",
    );
  });
});
