import type { Effort } from "../harness/batches.js";
import { readOptions } from "../harness/command-line.js";

/** The effort that the command line of an example asks for. */
export function readEffort(example: string): Effort {
  const { quick } = readOptions(
    `npm run example -- ${example} [options]

  --quick   one short round, to see that it runs
  --help    this text`,
    { quick: { type: "boolean", default: false } },
  );
  return quick ? { warmUp: 1, rounds: 1, turn: 1 } : { warmUp: 50, rounds: 15, turn: 50 };
}
