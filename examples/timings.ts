/** How long a network takes with each activation, and how much of that the activation is. */
import { createArena, elu } from "elu-simd";
import { median } from "../harness/median.js";
import { timeOf } from "../harness/time-of.js";
import { ACTIVATION_NAMES, ACTIVATIONS, type Activation, type ActivationName } from "./activations.js";

/** Medians, in microseconds a step. */
export interface Timing {
  name: ActivationName;
  /** The whole network. */
  whole: number;
  /** Its activations alone, on the same floats. */
  alone: number;
}

export interface Effort {
  /** Rounds that count. One more comes first, in which the engine compiles what is measured. */
  rounds: number;
  /** How long each measurement of a round takes, at least. */
  milliseconds: number;
  /** What time it is, in milliseconds. */
  clock: () => number;
}

/**
 * `step` runs the network on the k-th of `steps` inputs. There should be some dozens of them: a processor learns by heart
 * which floats of one input are negative, and a loop with a branch would look faster than it is.
 */
export function timeActivations(
  step: (k: number, activate: Activation) => void,
  steps: number,
  { rounds, milliseconds, clock }: Effort,
): Timing[] {
  const calls = recordCalls(step, steps);
  const timings = ACTIVATION_NAMES.map((name) => ({ name, whole: [] as number[], alone: [] as number[] }));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, whole, alone } of timings) {
      const activate = ACTIVATIONS[name];
      const network = timeOf(milliseconds, clock, () => {
        for (let k = 0; k < steps; k++) step(k, activate);
      });
      const activations = timeOf(milliseconds, clock, () => {
        for (const { input, out } of calls) activate(input, out);
      });
      if (round === 0) continue;
      whole.push(network / steps);
      alone.push(activations / steps);
    }
  }
  return timings.map(({ name, whole, alone }) => ({ name, whole: median(whole), alone: median(alone) }));
}

/** What the network activates in all steps, in an arena, as where the network has it. */
function recordCalls(step: (k: number, activate: Activation) => void, steps: number) {
  const inputs: Float32Array[] = [];
  for (let k = 0; k < steps; k++) {
    step(k, (input, out) => {
      inputs.push(input.slice());
      elu(input, { out });
    });
  }
  const longest = Math.max(...inputs.map(({ length }) => length));
  const arena = createArena(inputs.reduce((sum, { length }) => sum + length + 3, longest));
  const results = arena.alloc(longest);
  return inputs.map((floats) => {
    const input = arena.alloc(floats.length);
    input.set(floats);
    return { input, out: results.subarray(0, floats.length) };
  });
}
