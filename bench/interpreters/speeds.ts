/** The program that the interpreters run: each function of the family in three forms, in turns; prints their times. */
import { createElu } from "elu-simd";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import { arraysOf, besidePlainLoop } from "../forms.js";

/** What these engines have for console.log. */
declare function print(text: string): void;

const LENGTH = 4096;
/** Their clock counts whole milliseconds, and they optimise nothing. */
const EFFORT = { warmUp: 0, rounds: 7, turn: 60 };

const [js, relaxed] = [createElu(), createRelaxedElu()];
const candidates = besidePlainLoop(arraysOf(LENGTH), { "elu-simd/relaxed": relaxed, "elu-simd": js });

// tinybench takes these from the host when it is loaded, and the interpreters lack them. Nothing listens to its events.
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
