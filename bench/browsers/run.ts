/**
 * `npm run bench -- browsers`: every function in Debian's Chromium, Firefox and WebKit, on arrays of an arena, on others
 * with `out` and without, on the js backend, and the plain loop.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
import { readBenchOptions } from "../options.js";
import { type Figure, floats, measureUntilHeld, report } from "../promises.js";
import { tableOfFamily, tableOfFirst, tableOfLengths, titleOf } from "../tables.js";
import type { Findings } from "./page.js";

const LENGTHS = [1, 16, 256, 4096, 65_536, 1_048_576];
const CACHED = 65_536;

const QUICK: Effort = { warmUp: 60, rounds: 3, turn: 16 };
/** Turns are long, because WebKit's clock tells whole milliseconds. */
const FULL: Effort = { warmUp: 200, rounds: 9, turn: 40 };

const options = readBenchOptions("browsers", "rough figures, 16 and 65,536 floats alone");
const lengths = options.lengths ?? (options.quick ? [16, CACHED] : LENGTHS);

/** No page takes longer. */
const PATIENCE = 15 * 60_000;

const { cpu, cores } = describeMachine();
console.log(`${pc.bold("ELU and its family in browsers, mixed signs")}\n${cpu}, ${cores} cores`);
const folder = mkdtempSync(join(tmpdir(), "elu-simd-bench-"));
const found: { browser: string; series: Series[] }[] = [];
try {
  await writePage(folder);
  const site = await serveSite(folder);
  for (const browser of browsers) {
    const name = `${browser.name} ${versionNumber(browser)}`;
    const series: Series[] = [];
    for (const length of lengths) {
      const effort = options.quick ? QUICK : FULL;
      const measureOnce = () => measure(browser, site, length, effort);
      const { figures, verdicts } = await measureUntilHeld("browsers", length, options.slack, measureOnce);
      const named = verdicts.map((verdict) => ({ ...verdict, promise: `${browser.name}: ${verdict.promise}` }));
      series.push({ title: floats(length), length, figures, verdicts: named });
      console.log(`\n${tableOfFamily(titleOf(name, length), figures)}`);
    }
    found.push({ browser: name, series });
    console.log(`\n${tableOfLengths(`${name}, ns per float, by number of floats`, series)}`);
  }
  site.close();
} finally {
  rmSync(folder, { recursive: true });
}
console.log();
report(found.flatMap(({ series }) => series.flatMap(({ verdicts }) => verdicts)));
if (options.json) writeFileSync(options.json, JSON.stringify({ machine: { cpu, cores }, found }, null, 2));

async function writePage(folder: string): Promise<void> {
  for (const script of ["page", "worker", "one-realm"]) {
    const input = fileURLToPath(import.meta.resolve(`./${script}.js`));
    await build({ input, output: { file: join(folder, `${script}.js`), minify: true } });
  }
  writeFileSync(join(folder, "index.html"), `<!doctype html><script type="module" src="page.js"></script>`);
}

function versionNumber(browser: Browser): string {
  return /\d+(\.\d+)?/.exec(versionOf(browser))?.[0] ?? "";
}

/** A browser is opened for each length, so that one that has got slow does not stay it. */
async function measure(browser: Browser, site: Site, length: number, effort: Effort): Promise<Figure[]> {
  const hash = encodeURIComponent(JSON.stringify({ length, effort }));
  const coming = site.nextReport<Findings>();
  const page = OpenPage.open(browser, `${site.address("isolated", "index.html")}#${hash}`);
  try {
    const { figures, first, missing, error } = await page.within(PATIENCE, coming);
    if (error) throw new Error(`${browser.name}: ${error}`);
    // Relaxed SIMD is not everywhere; without the others there is nothing to measure.
    for (const { form, reason } of missing)
      if (form !== "relaxed, resident") throw new Error(`${browser.name}: ${reason}`);
    if (first) console.log(`\n${tableOfFirst(titleOf(`${browser.name}, all in one realm`, length), first)}`);
    return [...figures];
  } finally {
    await page.close();
  }
}
