/** Opens pages of a site in browsers, and returns their reports and the complaints on their consoles. */
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll } from "vitest";
import type { Browser } from "../../harness/browsers/browsers.js";
import { type Circumstances, OpenPage } from "../../harness/browsers/open-page.js";
import { type Site, serveSite } from "../../harness/browsers/site.js";
import type { Report } from "../engines/report.js";
import { installPackage } from "../package/installed.js";
import { writePages } from "./pages.js";

export interface Visit<PageReport = Report> {
  readonly report: PageReport;
  readonly complaints: readonly string[];
}

/** Milliseconds. Pages report within ten seconds, or twenty while two other programs are busy. */
export const REPORTS_WITHIN = 120_000;

/** Milliseconds in which a browser prints the messages of the console. */
const DELAY = 200;

/** Fixture of a test file: a folder with the installed package and all pages, and the site that serves it. */
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

/** Opens the page in the browser, and waits for the report of the page or of the extension. */
export async function visit<PageReport = Report>(
  browser: Browser,
  site: Site,
  address: string,
  circumstances?: Circumstances,
): Promise<Visit<PageReport>> {
  const nextReport = site.nextReport<PageReport>();
  const page = OpenPage.open(browser, address, circumstances);
  try {
    const report = await page.within(REPORTS_WITHIN, nextReport);
    await setTimeout(DELAY);
    return { report, complaints: page.complaints };
  } finally {
    await page.close();
  }
}
