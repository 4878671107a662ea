/**
 * `npm run bench -- javascript`: every function on the js backend compared with the plain loop, all in one realm, in
 * turns and from the first call on. Other benches warm up one form at a time, so they do not show the time before the
 * engine has compiled the code.
 */
import { createElu } from "elu-simd";
import { nanosecondsOf } from "../harness/batches.js";
import { readOptions, share } from "../harness/command-line.js";
import { describeMachine, machineLine } from "../harness/machine.js";
import { arraysOf, withPlainLoops } from "./forms.js";
import { type Figure, measureUntilHeld, report } from "./promises.js";
import { tableOfFunctions, titleOf } from "./tables.js";

const LENGTH = 65_536;
const CALLS = 8;
/** Twenty turns compute ten million floats. */
const TURNS = 20;

/** Marks the figures of the first ten million floats. */
const FIRST = ", at first";

const HELP = `npm run bench -- javascript [options], a few seconds

  --slack S  let promises fall short by this share, such as 0.15, on a noisy machine
  --help     this text`;

const { slack } = readOptions(HELP, { slack: { type: "string", default: "0" } });
console.log(machineLine(describeMachine()));
const { figures, verdicts } = await measureUntilHeld("javascript", LENGTH, share("slack", slack), measure);
const forms = [`js backend${FIRST}`, "js backend", `plain loop${FIRST}`, "plain loop"];
console.log(`\n${tableOfFunctions(titleOf("all in one realm", LENGTH), figures, "js backend", forms)}\n`);
report(verdicts);

/** The means of the first ten million floats, while the engine compiles, and of the next ten million. */
async function measure(): Promise<Figure[]> {
  const candidates = withPlainLoops(arraysOf(LENGTH), { "js backend": createElu({ backend: "js" }) });
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
