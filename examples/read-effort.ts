import { readOptions } from "../harness/command-line.js";
import type { Effort } from "./timings.js";

/** How long the example measures, by its command line. */
export function readEffort(example: string): Effort {
  const { quick } = readOptions(
    `npm run example -- ${example} [options]

  --quick   one short round, to see that it runs
  --help    this text`,
    { quick: { type: "boolean", default: false } },
  );
  return { ...(quick ? { rounds: 1, milliseconds: 1 } : { rounds: 15, milliseconds: 50 }), clock: cpuTime };
}

/** What this process has computed so far: what others do on the machine at the same time does not count. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
