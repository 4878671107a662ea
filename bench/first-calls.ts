/** The js backend and the plain loop from their first call on: every function, in turns, as a program calls them. */
import { createElu } from "elu-simd";
import { nanosecondsOf } from "../harness/batches.js";
import { arraysOf, besidePlainLoop } from "./forms.js";
import type { Figure } from "./promises.js";
import { tableOfFunctions } from "./tables.js";

export const LENGTH = 65_536;

const CALLS = 8;
/** Twenty turns compute ten million floats. */
const TURNS = 20;

/** Marks the figures of the first ten million floats. */
const FIRST = ", at first";

/** The means of the first ten million floats, while the engine compiles, and of the second. */
export async function measureFirstCalls(): Promise<Figure[]> {
  const candidates = besidePlainLoop(arraysOf(LENGTH), { "js backend": createElu({ backend: "js" }) });
  const measureTurns = async (suffix: string): Promise<Figure[]> => {
    const sums = candidates.map(() => 0);
    for (let turn = 0; turn < TURNS; turn++) {
      for (const [k, { run }] of candidates.entries()) sums[k] += await nanosecondsOf(run, CALLS, 0);
    }
    return candidates.map(({ name, baseline }, k) => {
      return { name: name + suffix, baseline: baseline + suffix, nsPerFloat: sums[k] / TURNS / LENGTH };
    });
  };
  return [...(await measureTurns(FIRST)), ...(await measureTurns(""))];
}

export function tableOfFirstCalls(engine: string, figures: readonly Figure[]): string {
  const forms = [`js backend${FIRST}`, "js backend", `plain loop${FIRST}`, "plain loop"];
  return tableOfFunctions(
    `${engine}, ns per float, ${LENGTH.toLocaleString("en")} floats`,
    figures,
    "js backend",
    forms,
  );
}
