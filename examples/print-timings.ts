import Table from "cli-table3";
import { getBackend } from "elu-simd";
import { describeMachine, machineLine } from "../harness/machine.js";
import type { Timing } from "./timings.js";

/** The table of an example; `describe` turns the microseconds of the whole network into the text of a column. */
export function printTimings(timings: Timing[], column: string, describe: (microseconds: number) => string): void {
  console.log(`${machineLine(describeMachine())}; elu-simd runs ${getBackend().name}; medians, CPU time`);
  const table = new Table({
    head: ["activation", column, "µs, all", "µs, activation alone", "share"],
    colAligns: ["left", "right", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const { name, whole, alone } of timings) {
    table.push([name, describe(whole), whole.toFixed(1), alone.toFixed(2), `${((100 * alone) / whole).toFixed(1)} %`]);
  }
  console.log(table.toString());
}
