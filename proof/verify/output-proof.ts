/**
 * The bound of SELU's gradient from the output, for every output and every gradOutput. There is one factor for each output,
 * and its error is known; only its product with gradOutput is rounded after that. (ELU and CELU need no program:
 * docs/kernel.md.)
 */
import { SELU_SCALED_ALPHA } from "../../src/core/constants.js";
import { SELU_SCALED_ALPHA_LOW } from "../../src/core/exact-constants.js";
import { factorFromOutput } from "../model/float32.js";
import { BOUNDS } from "../reference/family.js";
import { addError, addProof, createFinding, type Finding } from "./finding.js";
import { floatBelow, nextTowardsZero } from "./rounding.js";

const { fround } = Math;

/** From here to 0 the factor is alpha, in float32. */
export const OUTPUT_FIRST = -(2 ** -26);
export const OUTPUT_LAST = -fround(SELU_SCALED_ALPHA);

/** The proof over some outputs: the finding grows with each. */
export class OutputProof {
  readonly finding: Finding;

  constructor(bound: number = BOUNDS.seluGradientFromOutput) {
    this.finding = createFinding("seluBackward from output", "fused and unfused", bound);
  }

  /** Every gradOutput, at the output y in [OUTPUT_LAST, OUTPUT_FIRST]. */
  prove(y: number): void {
    const factor = Math.abs(factorFromOutput(y, SELU_SCALED_ALPHA, 1));
    const exact = Math.abs(y + SELU_SCALED_ALPHA + SELU_SCALED_ALPHA_LOW);
    const rho = (Math.abs(factor - exact) / exact) * 2 ** 24;
    // The product is rounded up from the binade above that of the exact result: at most for a few gradOutput.
    let gradOutput = floatBelow(1 / exact);
    do {
      const found = Math.abs(fround(gradOutput * factor) - gradOutput * exact) * 2 ** 24;
      addError(this.finding, found, () => `output ${y}, gradOutput ${gradOutput}`);
      gradOutput = nextTowardsZero(gradOutput);
    } while (gradOutput * factor > 1 + 2 ** -24);
    addProof(this.finding, Math.max(rho + 0.5, this.finding.found), () => `output ${y}`);
  }
}

/** Of what docs/kernel.md proves without a program, the worst that a search found. */
export function knownOutputs(): Finding[] {
  const elu = createFinding("eluBackward from output", "fused and unfused", BOUNDS.eluGradientFromOutput);
  const celu = createFinding("celuBackward from output", "fused and unfused", BOUNDS.celuGradientFromOutput);
  elu.proved = 1.5;
  celu.proved = 2.5;
  return [elu, celu];
}
