/** Reads the command line of the benches. */
import { readOptions, share, wholeNumber } from "../harness/command-line.js";
import type { BenchName } from "./promises.js";

/** Parses the options. `quick` describes --quick; `svg` describes --svg, which only some benches have. */
export function readBenchOptions(bench: BenchName, quick: string, svg = "") {
  const help = `npm run bench -- ${bench === "default" ? "" : `${bench} `}[options]

  --quick           ${quick}
  --length N        only arrays of N floats; may be given several times
  --slack S         let promises fall short by this share, such as 0.15, on a noisy machine
  --json FILE       write the figures to FILE${svg && `\n  --svg FILE        ${svg}`}
  --help            this text`;
  const { length, slack, ...others } = readOptions(help, {
    quick: { type: "boolean", default: false },
    length: { type: "string", multiple: true },
    slack: { type: "string", default: "0" },
    json: { type: "string" },
    svg: { type: "string" },
  });
  return { ...others, lengths: length?.map((text) => wholeNumber("length", text)), slack: share("slack", slack) };
}
