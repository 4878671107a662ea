/**
 * `npm run bench -- browsers`: the price of ELU in Debian's Chromium, Firefox and WebKit, beside the plain loop and ReLU, then
 * at every length, then all functions in every form, and the js backend from its first call on.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pc from "picocolors";
import { build } from "rolldown";
import type { Effort } from "../../harness/batches.js";
import { type Browser, browsers } from "../../harness/browsers/browsers.js";
import { OpenPage, versionOf } from "../../harness/browsers/open-page.js";
import { type Site, serveSite } from "../../harness/browsers/site.js";
import { describeMachine } from "../../harness/machine.js";
import type { Series } from "../contest.js";
import { tableOfFirstCalls } from "../first-calls.js";
import { readBenchOptions } from "../options.js";
import { type Figure, floats, measureUntilHeld, report } from "../promises.js";
import { columnOf, priceOfElu, tableOfElu, tableOfFunctions, titleOf } from "../tables.js";
import type { Findings, Task } from "./page.js";

const LENGTHS = [1, 16, 256, 4096, 65_536, 1_048_576, 8_388_608];
const CACHED = 65_536;

const QUICK: Effort = { warmUp: 60, rounds: 3, turn: 16 };
/** Turns are long, because WebKit's clock shows whole milliseconds. */
const FULL: Effort = { warmUp: 200, rounds: 9, turn: 40 };

const options = readBenchOptions("browsers", "rough figures, 16 and 65,536 floats alone");
const lengths = options.lengths ?? (options.quick ? [16, CACHED] : LENGTHS);
const main = lengths.includes(CACHED) ? CACHED : lengths[0];

/** No page takes longer. */
const PATIENCE = 15 * 60_000;

interface Found {
  readonly name: string;
  readonly browser: Browser;
  readonly series: Series[];
  first?: readonly Figure[] | undefined;
}

const { cpu, cores } = describeMachine();
console.log(`${cpu}, ${cores} cores\n`);
const folder = mkdtempSync(join(tmpdir(), "elu-simd-bench-"));
const found: Found[] = browsers.map((browser) => {
  return { name: `${browser.name} ${versionNumber(browser)}`, browser, series: [] };
});
try {
  await writePage(folder);
  const site = await serveSite(folder);
  for (const one of found) {
    await measure(one, site, main);
    console.log(pc.bold(`${one.name}: elu ${priceOfElu(one.series[0].figures)}`));
  }
  const columns = found.map(({ name, series: [{ figures }] }) => ({ head: name, figures }));
  console.log(`\n${tableOfElu(`ns per float, ${floats(main)}`, columns)}`);
  for (const one of found) {
    for (const length of lengths) if (length !== main) await measure(one, site, length);
    const { name, series, first } = one;
    const [{ figures }] = series;
    series.sort((a, b) => a.length - b.length);
    console.log(`\n${tableOfElu(`${name}, ns per float, by number of floats`, series.map(columnOf))}`);
    console.log(`\n${tableOfFunctions(titleOf(name, main), figures)}`);
    if (first) console.log(`\n${tableOfFirstCalls(`${name}, all in one realm`, first)}`);
  }
  site.close();
} finally {
  rmSync(folder, { recursive: true });
}
console.log();
report(found.flatMap(({ series }) => series.flatMap(({ verdicts }) => verdicts)));
if (options.json) {
  const figures = found.map(({ name, series, first }) => ({ browser: name, series, first }));
  writeFileSync(options.json, JSON.stringify({ machine: { cpu, cores }, found: figures }, null, 2));
}

async function writePage(folder: string): Promise<void> {
  for (const script of ["page", "worker", "one-realm"]) {
    const input = fileURLToPath(import.meta.resolve(`./${script}.js`));
    await build({ input, output: { file: join(folder, `${script}.js`), minify: true } });
  }
  cpSync(fileURLToPath(new URL("../../baselines.wasm", import.meta.url)), join(folder, "baselines.wasm"));
  writeFileSync(join(folder, "index.html"), `<!doctype html><script type="module" src="page.js"></script>`);
}

function versionNumber(browser: Browser): string {
  return /\d+(\.\d+)?/.exec(versionOf(browser))?.[0] ?? "";
}

/** Adds the figures at that length: of all functions at the main one, of ELU at others. */
async function measure(one: Found, site: Site, length: number): Promise<void> {
  const { browser, series } = one;
  const effort = options.quick ? QUICK : FULL;
  const task: Task = { length, effort, onlyElu: length !== main };
  const { figures, verdicts } = await measureUntilHeld("browsers", length, options.slack, async () => {
    const { figures, first } = await visit(browser, site, task);
    one.first ??= first;
    return figures;
  });
  const named = verdicts.map((verdict) => ({ ...verdict, promise: `${browser.name}: ${verdict.promise}` }));
  series.push({ title: floats(length), length, figures, verdicts: named });
}

/** A browser is opened for each length, so that one that has got slow does not stay slow. */
async function visit(browser: Browser, site: Site, task: Task): Promise<Findings> {
  const hash = encodeURIComponent(JSON.stringify(task));
  const coming = site.nextReport<Findings>();
  const page = OpenPage.open(browser, `${site.address("isolated", "index.html")}#${hash}`);
  try {
    const findings = await page.within(PATIENCE, coming);
    if (findings.error) throw new Error(`${browser.name}: ${findings.error}`);
    // Relaxed SIMD and shared memory are not everywhere; without the other forms there is nothing to measure.
    for (const { form, reason } of findings.missing)
      if (!/relaxed|threads/.test(form)) throw new Error(`${browser.name}: ${reason}`);
    return findings;
  } finally {
    await page.close();
  }
}
