/** The js backend and the plain loop from their first call on, every function, in turns, as a program would call them. */
import { createElu } from "elu-simd";
import { nanosecondsOf } from "../harness/batches.js";
import { arraysOf, FUNCTIONS, nameOf } from "./forms.js";
import type { Figure } from "./promises.js";

export const LENGTH = 65_536;

const CALLS = 8;
/** Twenty turns compute ten million floats. */
const TURNS = 20;

export interface FirstFigure extends Figure {
  /** The mean of the first ten million floats, while the engine compiles; `nsPerFloat` is that of the second. */
  readonly first: number;
}

export async function measureFirstCalls(): Promise<FirstFigure[]> {
  const js = createElu({ backend: "js" });
  const arrays = arraysOf(LENGTH);
  const candidates = FUNCTIONS.flatMap((measured) => {
    const { member, alpha } = measured;
    const baseline = nameOf(measured, "plain loop");
    return [
      { name: nameOf(measured, "js backend"), baseline, run: () => member.run(js, arrays, alpha) },
      { name: baseline, baseline, run: () => member.plain(arrays, alpha) },
    ];
  });
  const measureTurns = async () => {
    const sums = candidates.map(() => 0);
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [k, { run }] of candidates.entries()) sums[k] += await nanosecondsOf(run, CALLS, 0);
    }
    return sums.map((sum) => sum / TURNS / LENGTH);
  };
  const [first, second] = [await measureTurns(), await measureTurns()];
  return candidates.map(({ name, baseline }, k) => ({ name, baseline, first: first[k], nsPerFloat: second[k] }));
}
