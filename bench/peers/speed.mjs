/** `node speed.mjs`: how fast each peer computes ELU, how exactly, how soon, and what it takes to install. */
import { writeFileSync } from "node:fs";
import { readBenchOptions } from "../../build/bench/options.js";
import { floats, measureUntilHeld, report } from "../../build/bench/promises.js";
import { describeMachine, machineLine } from "../../build/harness/machine.js";
import { measureCosts, measureSpeeds } from "./measure-peers.mjs";
import { speedChart } from "./speed-chart.mjs";
import { costTable, speedTable } from "./tables.mjs";

const options = readBenchOptions("peers", "rough figures", "draw the speeds of the last as a bar chart to FILE");
const { lengths = [65_536], slack } = options;

/**
 * Peers that allocate a result each time run three times slower at first, until compilers and the allocator of the
 * process have settled, which took up to 100 ms.
 */
const EFFORT = options.quick
  ? { warmup: 150, rounds: 3, milliseconds: 15, processes: 3 }
  : { warmup: 400, rounds: 15, milliseconds: 40, processes: 9 };

const machine = describeMachine();
const where = machineLine(machine);
const { costs, missing } = await measureCosts(EFFORT);
console.log(`${where}\n\n${costTable(costs)}`);

const series = [];
for (const length of lengths) {
  const found = await measureUntilHeld("peers", length, slack, () => measureSpeeds(length, EFFORT, missing));
  series.push({ length, ...found });
  console.log(`\n${speedTable(found.figures, floats(length))}`);
  if (options.svg) writeFileSync(options.svg, speedChart(found.figures, floats(length), where));
}
for (const { name, missing: reason } of missing) console.log(`\n${name} did not run here: ${reason}`);
console.log();
report(series.flatMap(({ verdicts }) => verdicts));
if (options.json)
  writeFileSync(options.json, `${JSON.stringify({ machine, alpha: 1, series, costs, missing }, null, 2)}\n`);
