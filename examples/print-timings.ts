import { getBackend } from "elu-simd";
import { markdownTable } from "markdown-table";
import { describeMachine, machineLine } from "../harness/machine.js";
import type { Timing } from "./timings.js";

/** The table of an example; `describe` expresses the microseconds of the whole network in the unit of `column`. */
export function printTimings(timings: Timing[], column: string, describe: (microseconds: number) => string): void {
  console.log(`${machineLine(describeMachine())}; elu-simd runs ${getBackend().name}; medians, CPU time\n`);
  const head = ["activation", column, "µs, all", "µs, activation alone", "share"];
  const rows = timings.map(({ name, whole, alone }) => {
    return [name, describe(whole), whole.toFixed(1), alone.toFixed(2), `${((100 * alone) / whole).toFixed(1)} %`];
  });
  console.log(markdownTable([head, ...rows], { align: ["l", "r", "r", "r", "r"] }));
}
