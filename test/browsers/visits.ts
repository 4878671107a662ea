/** Visits of browsers to pages of a site, and what comes of them: a report, and what is on the console. */
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll } from "vitest";
import type { Browser } from "../../harness/browsers/browsers.js";
import { type Circumstances, OpenPage } from "../../harness/browsers/open-page.js";
import { type Site, serveSite } from "../../harness/browsers/site.js";
import type { Report } from "../engines/report.js";
import { installPackage } from "../package/installed.js";
import { writePages } from "./pages.js";

export interface Visit<Found = Report> {
  readonly report: Found;
  readonly complaints: readonly string[];
}

/** Milliseconds. Pages report within ten seconds, or twenty beside two other busy programs. */
export const REPORTS_WITHIN = 120_000;

/** A browser prints what is on the console within this time. */
const DELAY = 200;

/** The folder with the installed package and all pages, and the site that serves it, while the tests of a file run. */
export function useSite(): { readonly folder: string; readonly site: Site } {
  const folder = installPackage();
  let site: Site;
  beforeAll(async () => {
    await writePages(folder);
    site = await serveSite(folder);
  });
  afterAll(() => site.close());
  return {
    folder,
    get site() {
      return site;
    },
  };
}

/** Opens the page in the browser, and waits for what it, or the extension, reports to the site. */
export async function visit<Found = Report>(
  browser: Browser,
  site: Site,
  address: string,
  circumstances?: Circumstances,
): Promise<Visit<Found>> {
  const coming = site.nextReport<Found>();
  const page = OpenPage.open(browser, address, circumstances);
  try {
    const report = await page.within(REPORTS_WITHIN, coming);
    await setTimeout(DELAY);
    return { report, complaints: page.complaints };
  } finally {
    await page.close();
  }
}
