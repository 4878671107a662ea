/** The program of the interpreters: measures each function in three forms, in turns, and prints their times. */
import { createElu } from "elu-simd";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import { arraysOf, withPlainLoops } from "../forms.js";
import { LENGTH } from "./length.js";

/** The console.log of these engines. */
declare function print(text: string): void;

/** No warm-up, because these engines do not optimise. Long turns, because their clock resolves only milliseconds. */
const EFFORT = { warmUp: 0, rounds: 7, turn: 60 };

const [js, relaxed] = [createElu(), createRelaxedElu()];
const candidates = withPlainLoops(arraysOf(LENGTH), { "elu-simd/relaxed": relaxed, "elu-simd": js });

// tinybench reads these globals when it is loaded, and the interpreters lack them. Nothing listens to its events.
Object.assign(globalThis, {
  Event: class {},
  EventTarget: class {
    dispatchEvent() {
      return true;
    }
  },
  performance: { now: Date.now },
});

measure();

async function measure(): Promise<void> {
  const { timeInTurns } = await import("../../harness/batches.js");
  const times = await timeInTurns(candidates, EFFORT);
  const figures = candidates.map(({ name, baseline }, k) => ({ name, baseline, nsPerFloat: times[k] / LENGTH }));
  print(JSON.stringify({ backends: [js.getBackend().name, relaxed.getBackend().name], figures }));
}
