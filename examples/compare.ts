/** The program of an example: times its network and the activation alone for each activation, and prints a table. */
import { createArena, elu, getBackend } from "elu-simd";
import { markdownTable } from "markdown-table";
import { timeInTurns } from "../harness/batches.js";
import { readOptions } from "../harness/command-line.js";
import { describeMachine, machineLine } from "../harness/machine.js";
import { ACTIVATION_NAMES, ACTIVATIONS, type Activation } from "./activations.js";

interface Example {
  readonly name: string;
  readonly title: string;
  /** Runs the network on the k-th input. */
  readonly step: (k: number, activate: Activation) => void;
  /** The number of inputs, some dozens: a branch predictor would learn the signs of a single one. */
  readonly steps: number;
  /** The heading of the column for the speed, which `describe` derives from the microseconds of a step. */
  readonly column: string;
  readonly describe: (microseconds: number) => string;
}

export async function compare({ name, title, step, steps, column, describe }: Example): Promise<void> {
  const { quick } = readOptions(
    `npm run example -- ${name} [options]

  --quick   one short round, to check that it runs
  --help    this text`,
    { quick: { type: "boolean", default: false } },
  );
  const effort = quick ? { warmUp: 1, rounds: 1, turn: 1 } : { warmUp: 50, rounds: 15, turn: 50 };
  console.log(title);

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
  const times = (await timeInTurns(candidates, effort, cpuTime)).map((nanoseconds) => nanoseconds / 1000 / steps);

  console.log(`${machineLine(describeMachine())}; elu-simd runs ${getBackend().name}; medians, CPU time\n`);
  const head = ["activation", column, "µs, all", "µs, activation alone", "share"];
  const rows = ACTIVATION_NAMES.map((name, k) => {
    const [whole, alone] = times.slice(2 * k);
    return [name, describe(whole), whole.toFixed(1), alone.toFixed(2), `${((100 * alone) / whole).toFixed(1)} %`];
  });
  console.log(markdownTable([head, ...rows], { align: ["l", "r", "r", "r", "r"] }));
}

/** CPU time of this process in milliseconds: other programs on the machine do not count. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The inputs of the activations in all steps, in an arena, as in the network. */
function recordCalls(step: Example["step"], steps: number) {
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
