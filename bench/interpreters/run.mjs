/** `npm run bench -- interpreters`: every function in Hermes and QuickJS, which have no WebAssembly and no compiler. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { markdownTable } from "markdown-table";
import { measureUntilHeld, report } from "../../build/bench/promises.js";
import { readOptions } from "../../build/harness/command-line.js";
import { describeMachine } from "../../build/harness/machine.js";
import { bundle, HERMES, QUICKJS, run } from "../../test/interpreters/engines.mjs";

readOptions(
  `npm run bench -- interpreters

  4,096 floats with out, in both; ns per float`,
  {},
);

const folder = mkdtempSync(join(tmpdir(), "elu-simd-bench-"));
/** @type {import("../../build/bench/promises.js").Verdict[]} */
const verdicts = [];
try {
  await bundle(fileURLToPath(import.meta.resolve("../../build/bench/interpreters/speeds.js")), folder);
  const { cpu, cores } = describeMachine();
  console.log(`${cpu}, ${cores} cores`);
  for (const engine of [HERMES, QUICKJS]) {
    /** @type {{ backends: string[], figures: { name: string, form: string, nsPerFloat: number }[] }} */
    let { backends, figures } = { backends: [], figures: [] };
    const held = await measureUntilHeld("interpreters", 4096, 0, async () => {
      ({ backends, figures } = JSON.parse(await run(engine, folder)));
      const nameOf = (name, form) => `${engine.name}: ${name}, ${form}`;
      return figures.map(({ name, form, nsPerFloat }) => ({
        name: nameOf(name, form),
        nsPerFloat,
        baseline: nameOf(name, "plain loop"),
      }));
    });
    verdicts.push(...held.verdicts);
    const [names, forms] = [figures.map(({ name }) => name), figures.map(({ form }) => form)].map((all) => [
      ...new Set(all),
    ]);
    const rows = names.map((name) => [
      `\`${name}\``,
      ...figures.filter((figure) => figure.name === name).map(({ nsPerFloat }) => nsPerFloat.toFixed(0)),
    ]);
    const table = markdownTable([[engine.name, ...forms], ...rows], { align: ["l", ...forms.map(() => "r")] });
    console.log(`\n${table}\n\nbackends: ${backends.join(", ")}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log();
report(verdicts);
