/** The time of a network with each activation, and of the activation alone. */
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
  /** Rounds that count. One more comes first, in which the engine compiles the code. */
  rounds: number;
  /** The least duration of each measurement of a round. */
  milliseconds: number;
}

/**
 * `step` runs the network on the k-th of `steps` inputs. There should be some dozens: a branch predictor learns the signs
 * of a single input, and a loop with a branch would look faster than it is.
 */
export function timeActivations(
  step: (k: number, activate: Activation) => void,
  steps: number,
  { rounds, milliseconds }: Effort,
): Timing[] {
  const calls = recordCalls(step, steps);
  const timings = ACTIVATION_NAMES.map((name) => ({ name, whole: [] as number[], alone: [] as number[] }));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, whole, alone } of timings) {
      const activate = ACTIVATIONS[name];
      const network = timeOf(milliseconds, cpuTime, () => {
        for (let k = 0; k < steps; k++) step(k, activate);
      });
      const activations = timeOf(milliseconds, cpuTime, () => {
        for (const { input, out } of calls) activate(input, out);
      });
      if (round === 0) continue;
      whole.push(network / steps);
      alone.push(activations / steps);
    }
  }
  return timings.map(({ name, whole, alone }) => ({ name, whole: median(whole), alone: median(alone) }));
}

/** CPU time of this process in milliseconds: other programs on the machine do not count. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The inputs of the activations in all steps, in an arena, as in the network. */
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
