/**
 * `npm run bench -- javascript`: every function on the js backend beside the plain loop, all in one realm and in turns from
 * the first call on. Other benches warm up one form at a time and do not see what an engine takes until it has compiled.
 */
import pc from "picocolors";
import { describeMachine, machineLine } from "../harness/machine.js";
import { inOneRealm, LENGTH, tableOfFirst } from "./in-one-realm.js";
import { readBenchOptions } from "./options.js";
import { measureUntilHeld, report } from "./verdicts.js";

const options = readBenchOptions("javascript", "no difference: it takes some seconds");
console.log(`${pc.bold("The js backend from its first call on")}\n${machineLine(describeMachine())}`);
const { figures, verdicts } = await measureUntilHeld("javascript", LENGTH, options.slack, async () => inOneRealm());
console.log(`\n${tableOfFirst("all in one realm", figures)}\n`);
report(verdicts);
