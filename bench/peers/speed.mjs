/** `node speed.mjs`: how fast each peer computes ELU, how exactly, how soon, and what it takes to install. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { speedChart } from "./chart.mjs";
import { measureCosts, measureSpeeds } from "./measure.mjs";
import { judge, promiseLine } from "./promises.mjs";
import { describeMachine, machineLine } from "./reference.mjs";
import { costTable, speedTable } from "./tables.mjs";

const HELP = `node speed.mjs [options]

  --length N        arrays of N floats; default 65536
  --quick           rough figures
  --json FILE       write the figures to FILE
  --svg FILE        draw the speeds as a bar chart to FILE
  --help            this text`;

const { values: options } = parseArgs({
  options: {
    length: { type: "string", default: "65536" },
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    svg: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

/**
 * Peers that allocate a result each time run three times slower at first, until compilers and the allocator of the
 * process have settled, which took up to 100 ms.
 */
const EFFORT = options.quick
  ? { warmup: 150, rounds: 3, milliseconds: 15, processes: 3 }
  : { warmup: 400, rounds: 15, milliseconds: 40, processes: 9 };

if (options.help) console.log(HELP);
else await main();

async function main() {
  const length = Number(options.length);
  if (!Number.isInteger(length) || length < 1) {
    throw new Error(`--length takes a whole number from 1, not ${options.length}`);
  }
  const machine = describeMachine();
  const { costs, missing } = await measureCosts(EFFORT);
  const figures = await measureSpeeds(length, EFFORT, missing);
  const promises = judge(length, figures, missing);

  const floats = `${length.toLocaleString("en")} floats`;
  const where = machineLine(machine);
  console.log(`${where}\n\n${speedTable(figures, floats)}\n\n${costTable(costs)}`);
  for (const { name, missing: reason } of missing) console.log(`\n${name} did not run here: ${reason}`);
  if (promises.length > 0) console.log(`\nPromises about ${floats}:\n\n${promises.map(promiseLine).join("\n")}`);

  if (options.json) {
    const report = { machine, length, alpha: 1, figures, costs, missing, promises };
    writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (options.svg) writeFileSync(options.svg, speedChart(figures, floats, where));
}
