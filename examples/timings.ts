/** The time of a network with each activation, and of the activation alone. */
import { createArena, elu } from "elu-simd";
import { type Effort, timeInTurns } from "../harness/batches.js";
import { ACTIVATION_NAMES, ACTIVATIONS, type Activation, type ActivationName } from "./activations.js";

/** Medians, in microseconds a step. */
export interface Timing {
  name: ActivationName;
  /** The whole network. */
  whole: number;
  /** Its activations alone, on the same floats. */
  alone: number;
}

/**
 * `step` runs the network on the k-th of `steps` inputs. There should be some dozens: a branch predictor learns the signs
 * of a single input, and a loop with a branch would look faster than it is.
 */
export async function timeActivations(
  step: (k: number, activate: Activation) => void,
  steps: number,
  effort: Effort,
): Promise<Timing[]> {
  const calls = recordCalls(step, steps);
  const candidates = ACTIVATION_NAMES.flatMap((name) => {
    const activate = ACTIVATIONS[name];
    const whole = () => {
      for (let k = 0; k < steps; k++) step(k, activate);
    };
    const alone = () => {
      for (const { input, out } of calls) activate(input, out);
    };
    return [{ run: whole }, { run: alone }];
  });
  const microseconds = (await timeInTurns(candidates, effort, cpuTime)).map(
    (nanoseconds) => nanoseconds / 1000 / steps,
  );
  return ACTIVATION_NAMES.map((name, k) => ({ name, whole: microseconds[2 * k], alone: microseconds[2 * k + 1] }));
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
