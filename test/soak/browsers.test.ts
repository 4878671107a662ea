import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { build } from "rolldown";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Browser, browsers } from "../../harness/browsers/browsers.js";
import { type Footprint, OpenPage } from "../../harness/browsers/open-page.js";
import { type Site, serveSite } from "../../harness/browsers/site.js";
import { FAULTY_LIMITS, faults } from "./faults.js";
import type { Plan, Report } from "./page.js";
import { grown, missingIn, type Use } from "./tally.js";

/** Ten for each minute of the soak in Node, and 60 at most. */
const SECONDS = Math.min(60, 10 * Number(process.env.SOAK_MINUTES ?? 10));

/** Seconds for the start and the end of the browser, or of a counted number of pools, on a busy machine. */
const SLACK = 120;

/** Seconds without calls, for the engine to collect garbage: no page can ask for a collection. */
const REST = 15;

const MIB = 2 ** 20;

/** Bounds after pools of `bytes` bytes in all. An eighth may remain, because browsers do not collect all at once. */
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

/** Complaints about the pools, and about resources that grow from the first report of the page to the last. */
async function soak(browser: Browser, plan: Plan): Promise<string[]> {
  const address = `${site.address("isolated", "page.html")}#${encodeURIComponent(JSON.stringify(plan))}`;
  let nextReport = site.nextReport<Report>();
  const page = OpenPage.open(browser, address);
  try {
    const uses: Use[] = [];
    const bytes: number[] = [];
    const complaints: string[] = [];
    for (const limit of plan.limits) {
      const isLast = limit === plan.limits.at(-1);
      const { window, worker, errors } = await page.within((SECONDS + SLACK) * 1000, nextReport);
      if (isLast || errors.length > 0) console.log(`${browser.name}, seed ${plan.seed}:`, { window, worker });
      if (errors.length > 0) return [...errors];
      nextReport = site.nextReport<Report>();
      bytes.push(window.bytes + worker.bytes);
      uses.push(await useAtRest(page, plan.rest));
      if (isLast) complaints.push(...missingIn(window), ...missingIn(worker));
    }
    const [before, after] = uses;
    console.log("in use:", before, after);
    return [...complaints, ...page.complaints, ...grown(before, after, boundsOf(bytes[1] - bytes[0]))];
  } finally {
    await page.close();
  }
}

/** The least amount of each resource that the browser uses while its page rests. */
async function useAtRest(page: OpenPage, seconds: number): Promise<Use> {
  const footprints: Footprint[] = [];
  const end = Date.now() + (seconds - 2) * 1000;
  while (Date.now() < end) {
    footprints.push(page.footprint);
    await setTimeout(500);
  }
  const least = (name: keyof Footprint) => Math.min(...footprints.map((footprint) => footprint[name]));
  return { memory: least("memory"), threads: least("threads") };
}

describe.each(browsers.filter(({ sharesMemory }) => sharesMemory))("in $name", (browser) => {
  it(`pools under fire for ${SECONDS} seconds answer each call or say why not, and leave nothing behind`, async () => {
    const seed = Number(process.env.SOAK_SEED ?? Date.now() % 2 ** 32);
    // By the first report, the browser has allocated what it allocates once, such as code.
    const limits = [{ seconds: SECONDS / 4 }, { seconds: (3 * SECONDS) / 4 }];
    expect(await soak(browser, { seed, limits, rest: REST }), `with SOAK_SEED=${seed}`).toEqual([]);
  });

  it.each(faults)("the soak notices $title", async ({ title, notice }) => {
    const complaints = await soak(browser, { seed: 1, limits: FAULTY_LIMITS, rest: 4, fault: title });
    expect(complaints).toContainEqual(expect.stringMatching(notice));
  });
});
