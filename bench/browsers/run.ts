/**
 * `npm run bench -- browsers`: in Debian's Chromium, Firefox and WebKit, the time of ELU compared with the plain loop
 * and ReLU, then ELU at every length, then all functions in every form.
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
import { measureSeries, type Planned, type Series } from "../contest.js";
import type { FormFigures } from "../form-turns.js";
import { readBenchOptions } from "../options.js";
import { floats, report } from "../promises.js";
import { columnOf, priceOfElu, tableOfElu, tableOfFunctions, titleOf } from "../tables.js";
import type { Findings, Task } from "./page.js";

const LENGTHS = [1, 16, 256, 4096, 65_536, 1_048_576, 8_388_608];
const CACHED = 65_536;

const options = readBenchOptions("browsers", "rough figures, for 16 and 65,536 floats only");
const lengths = options.lengths ?? (options.quick ? [16, CACHED] : LENGTHS);
const main = lengths.includes(CACHED) ? CACHED : lengths[0];

/** The longest that a page may take, in milliseconds. */
const TIMEOUT = 15 * 60_000;

const { cpu, cores } = describeMachine();
console.log(`${cpu}, ${cores} cores\n`);
const folder = mkdtempSync(join(tmpdir(), "elu-simd-bench-"));
const named = browsers.map((browser) => ({
  browser,
  name: `${browser.name} ${/\d+\.[1-9]\d*|\d+/.exec(versionOf(browser))?.[0]}`,
}));
const results: { browser: string; series: Series[] }[] = [];
try {
  await writePage(folder);
  const site = await serveSite(folder);
  for (const { browser, name } of named) {
    const series = await measureSeries("browsers", [planned(browser, site, main)], options);
    results.push({ browser: name, series });
    console.log(pc.bold(`${name}: elu ${priceOfElu(series[0].figures)}`));
  }
  const columns = results.map(({ browser, series: [{ figures }] }) => ({ head: browser, figures }));
  console.log(`\n${tableOfElu(`ns per float, ${floats(main)}`, columns)}`);
  for (const [k, { browser, name }] of named.entries()) {
    const { series } = results[k];
    const others = lengths.filter((length) => length !== main).map((length) => planned(browser, site, length));
    series.push(...(await measureSeries("browsers", others, options)));
    const columns = series.toSorted((a, b) => a.length - b.length).map(columnOf);
    console.log(`\n${tableOfElu(`${name}, ns per float, by number of floats`, columns)}`);
    console.log(`\n${tableOfFunctions(titleOf(name, main), series[0].figures)}`);
  }
  site.close();
} finally {
  rmSync(folder, { recursive: true });
}
console.log();
const all = results.flatMap(({ series }) => series);
report(all.flatMap(({ title, verdicts }) => verdicts.map((one) => ({ ...one, promise: `${title}: ${one.promise}` }))));
if (options.json) writeFileSync(options.json, JSON.stringify({ machine: { cpu, cores }, found: results }, null, 2));

async function writePage(folder: string): Promise<void> {
  for (const script of ["page", "worker"]) {
    const input = fileURLToPath(import.meta.resolve(`./${script}.js`));
    await build({ input, output: { file: join(folder, `${script}.js`), minify: true } });
  }
  cpSync(fileURLToPath(new URL("../../baselines.wasm", import.meta.url)), join(folder, "baselines.wasm"));
  writeFileSync(join(folder, "index.html"), `<!doctype html><script type="module" src="page.js"></script>`);
}

/** All functions at the main length, ELU alone at others. */
function planned(browser: Browser, site: Site, length: number): Planned {
  const measure = async (effort: Effort) => {
    // Browsers take longer to optimise than Node.
    const longer = { ...effort, warmUp: 2 * effort.warmUp };
    const { figures } = await visit(browser, site, { length, effort: longer, onlyElu: length !== main });
    return figures;
  };
  return { title: browser.name, length, measure };
}

/** Opens a new browser for each length: a browser that has become slow would stay slow. */
async function visit(browser: Browser, site: Site, task: Task): Promise<FormFigures> {
  const hash = encodeURIComponent(JSON.stringify(task));
  const nextReport = site.nextReport<Findings>();
  const page = OpenPage.open(browser, `${site.address("isolated", "index.html")}#${hash}`);
  try {
    const findings = await page.within(TIMEOUT, nextReport);
    if ("error" in findings) throw new Error(`${browser.name}: ${findings.error}`);
    // Relaxed SIMD and shared memory may be missing; without any of the other forms there is nothing to measure.
    for (const { form, reason } of findings.missing)
      if (!/relaxed|threads/.test(form)) throw new Error(`${browser.name}: ${reason}`);
    return findings;
  } finally {
    await page.close();
  }
}
