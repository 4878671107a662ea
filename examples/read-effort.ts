import { readOptions } from "../harness/command-line.js";
import type { Effort } from "./timings.js";

/** The effort that the command line of an example asks for. */
export function readEffort(example: string): Effort {
  const { quick } = readOptions(
    `npm run example -- ${example} [options]

  --quick   one short round, to see that it runs
  --help    this text`,
    { quick: { type: "boolean", default: false } },
  );
  return quick ? { rounds: 1, milliseconds: 1 } : { rounds: 15, milliseconds: 50 };
}
