import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { build } from "rolldown";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Browser, browsers } from "../../harness/browsers/browsers.js";
import { type Footprint, OpenPage } from "../../harness/browsers/open-page.js";
import { type Site, serveSite } from "../../harness/browsers/site.js";
import { faults } from "./faults.js";
import type { Orders, Report } from "./page.js";
import { grown, missingIn, type Use } from "./tally.js";

/** Ten for each minute that Node has, and a minute at most. */
const SECONDS = Math.min(60, 10 * Number(process.env.SOAK_MINUTES ?? 10));

/** Of a pool that is broken. */
const FAULTY = { seconds: 6, rest: 4 };

/** What starting and ending take, where others use the machine. */
const SLACK = 120;

/** Long enough for engines to collect garbage by themselves, which no page can ask for. */
const REST = 15;

const MIB = 2 ** 20;

/** Of pools that had so many bytes: an eighth of these may still be there, for browsers do not collect all at once. */
const boundsOf = (bytes: number): Use => ({ memory: 64 * MIB + bytes / 8, threads: 16 });

vi.setConfig({ testTimeout: (SECONDS + 2 * REST + 2 * SLACK) * 1000 });

const folder = mkdtempSync(join(tmpdir(), "elu-simd-"));
let site: Site;
beforeAll(async () => {
  await build({ input: join(import.meta.dirname, "page.ts"), output: { file: join(folder, "page.js") } });
  writeFileSync(join(folder, "page.html"), '<!doctype html><script type="module" src="page.js"></script>');
  site = await serveSite(folder);
});
afterAll(() => {
  site.close();
  rmSync(folder, { recursive: true });
});

/** What is not as it should be in that browser, after so long under fire. */
async function soak(
  browser: Browser,
  seed: number,
  { seconds, rest }: { seconds: number; rest: number },
  fault?: string,
): Promise<string[]> {
  // Memory that the browser takes once, for code and the like, is taken after the first time.
  const orders: Orders = { seed, times: [seconds / 4, (3 * seconds) / 4], rest, fault };
  const address = `${site.address("isolated", "page.html")}#${encodeURIComponent(JSON.stringify(orders))}`;
  let coming = site.nextReport<Report>();
  const page = OpenPage.open(browser, address);
  try {
    const uses: Use[] = [];
    const bytes: number[] = [];
    const complaints: string[] = [];
    for (const isLast of [false, true]) {
      const { window, worker, errors } = await page.within((seconds + SLACK) * 1000, coming);
      if (isLast || errors.length > 0) console.log(`${browser.name}, seed ${seed}:`, { window, worker });
      if (errors.length > 0) return [...errors];
      coming = site.nextReport<Report>();
      bytes.push(window.bytes + worker.bytes);
      uses.push(await atRest(page, rest));
      if (isLast) complaints.push(...missingIn(window), ...missingIn(worker));
    }
    const [before, after] = uses;
    console.log("in use:", before, after);
    return [...complaints, ...page.complaints, ...grown(before, after, boundsOf(bytes[1] - bytes[0]))];
  } finally {
    await page.close();
  }
}

/** The least that the browser takes while its page rests, for so long. */
async function atRest(page: OpenPage, seconds: number): Promise<Use> {
  const seen: Footprint[] = [];
  const end = Date.now() + (seconds - 2) * 1000;
  while (Date.now() < end) {
    seen.push(page.footprint);
    await setTimeout(500);
  }
  const least = (name: keyof Footprint) => Math.min(...seen.map((footprint) => footprint[name]));
  return { memory: least("memory"), threads: least("threads") };
}

describe.each(browsers.filter(({ sharesMemory }) => sharesMemory))("in $name", (browser) => {
  it(`pools under fire for ${SECONDS} seconds answer every call, rightly or with the reason, and leave nothing behind`, async () => {
    const seed = Number(process.env.SOAK_SEED ?? Date.now() % 2 ** 32);
    expect(await soak(browser, seed, { seconds: SECONDS, rest: REST }), `with SOAK_SEED=${seed}`).toEqual([]);
  });

  it.each(faults)("the soak notices $title", async ({ title, notice }) => {
    expect(await soak(browser, 1, FAULTY, title)).toContainEqual(expect.stringMatching(notice));
  });
});
