/**
 * The bound of SELU's gradient from the output, for every output and every gradOutput. Each output has one factor with
 * a known error; only the product with gradOutput is rounded after that. (ELU and CELU need no program:
 * docs/kernel.md.)
 */
import { SELU_SCALED_ALPHA } from "../../src/core/constants.js";
import { SELU_SCALED_ALPHA_LOW } from "../../src/core/exact-constants.js";
import { factorFromOutput, gradientFromOutput } from "../model/float32.js";
import { BOUNDS } from "../reference/family.js";
import { ulpError } from "../reference/ulp.js";
import { addError, addProof, createFinding, type Finding } from "./findings.js";
import { floatUpTo, nextTowardsZero } from "./rounding.js";

const { fround } = Math;

/** From here to 0 the factor is alpha, rounded to float32. */
export const OUTPUT_FIRST = -(2 ** -26);
export const OUTPUT_LAST = -fround(SELU_SCALED_ALPHA);

export class OutputProof {
  readonly findings: readonly [Finding];

  constructor(bound: number = BOUNDS.seluGradientFromOutput) {
    this.findings = [createFinding("seluBackward from output", "fused and unfused", bound)];
  }

  /** Proves the bound for every gradOutput at the output y in [OUTPUT_LAST, OUTPUT_FIRST]. */
  prove(y: number): void {
    const [finding] = this.findings;
    const factor = Math.abs(factorFromOutput(y, SELU_SCALED_ALPHA, 1));
    const exact = Math.abs(y + SELU_SCALED_ALPHA + SELU_SCALED_ALPHA_LOW);
    const rho = (Math.abs(factor - exact) / exact) * 2 ** 24;
    // For at most a few gradOutput, the product rounds to the binade above the exact result, where ULP are larger.
    let gradOutput = floatUpTo(1 / exact);
    do {
      const error = Math.abs(fround(gradOutput * factor) - gradOutput * exact) * 2 ** 24;
      addError(finding, error, () => `output ${y}, gradOutput ${gradOutput}`);
      gradOutput = nextTowardsZero(gradOutput);
    } while (gradOutput * factor > 1 + 2 ** -24);
    addProof(finding, Math.max(rho + 0.5, finding.found), () => `output ${y}`);
  }
}

/**
 * The bounds of ELU and CELU that docs/kernel.md proves without a program, and the largest errors that a search found.
 */
export function outputsOnPaper(): Finding[] {
  const { eluGradientFromOutput, celuGradientFromOutput } = BOUNDS;
  const elu = createFinding("eluBackward from output", "fused and unfused", eluGradientFromOutput);
  const celu = createFinding("celuBackward from output", "fused and unfused", celuGradientFromOutput);
  addProof(elu, 1.5, () => "every output");
  addProof(celu, 2.5, () => "every output");
  compute(elu, 0.999543309211731, -0.537477433681488, 1.5379343032836914, 1);
  compute(celu, 16488883, -0.8244286179542542, 1.6782031059265137, 1.6782031059265137);
  return [elu, celu];
}

function compute(finding: Finding, gradOutput: number, y: number, alpha: number, divisor: number): void {
  const error = ulpError(gradientFromOutput(gradOutput, y, alpha, 1, divisor), (gradOutput * (y + alpha)) / divisor);
  addError(finding, error, () => `output ${y}, alpha ${alpha}, gradOutput ${gradOutput}`);
}
