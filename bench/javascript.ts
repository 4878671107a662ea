/**
 * `npm run bench -- javascript`: every function on the js backend beside the plain loop, all in one realm, in turns and
 * from the first call on. Other benches warm up one form at a time, and do not show the time before the engine has
 * compiled.
 */
import { describeMachine, machineLine } from "../harness/machine.js";
import { LENGTH, measureFirstCalls, tableOfFirstCalls } from "./first-calls.js";
import { readBenchOptions } from "./options.js";
import { measureUntilHeld, report } from "./promises.js";

const options = readBenchOptions("javascript", "no difference: it takes some seconds");
console.log(machineLine(describeMachine()));
const { figures, verdicts } = await measureUntilHeld("javascript", LENGTH, options.slack, measureFirstCalls);
console.log(`\n${tableOfFirstCalls("all in one realm", figures)}\n`);
report(verdicts);
