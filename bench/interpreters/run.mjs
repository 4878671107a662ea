/** `npm run bench -- interpreters`: every function in Hermes and QuickJS, which have no WebAssembly and no compiler. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LENGTH } from "../../build/bench/interpreters/length.js";
import { floats, measureUntilHeld, report } from "../../build/bench/promises.js";
import { tableOfFunctions, titleOf } from "../../build/bench/tables.js";
import { readOptions } from "../../build/harness/command-line.js";
import { describeMachine } from "../../build/harness/machine.js";
import { bundle, HERMES, QUICKJS, run } from "../../harness/interpreters/engines.mjs";

readOptions(
  `npm run bench -- interpreters

  ${floats(LENGTH)}, with out, in both engines; ns per float`,
  {},
);

const folder = mkdtempSync(join(tmpdir(), "elu-simd-bench-"));
/** @type {import("../../build/bench/promises.js").Verdict[]} */
const verdicts = [];
try {
  await bundle(fileURLToPath(import.meta.resolve("../../build/bench/interpreters/speeds.js")), folder);
  const { cpu, cores } = describeMachine();
  console.log(`${cpu}, ${cores} cores`);
  for (const [bench, engine] of /** @type {const} */ ([
    ["hermes", HERMES],
    ["quickjs", QUICKJS],
  ])) {
    let backends = [];
    const held = await measureUntilHeld(bench, LENGTH, 0, async () => {
      const printed = JSON.parse(await run(engine, folder));
      backends = printed.backends;
      return printed.figures;
    });
    const forms = ["plain loop", "elu-simd/relaxed", "elu-simd"];
    console.log(`\n${tableOfFunctions(titleOf(engine.name, LENGTH), held.figures, "elu-simd", forms)}`);
    console.log(`\nbackends: ${backends.join(", ")}`);
    verdicts.push(...held.verdicts);
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log();
report(verdicts);
