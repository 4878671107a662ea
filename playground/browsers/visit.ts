/** The built page, opened by the tests of one browser. */
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type BrowserName, launch, type Scheme } from "./launch.mjs";
import { serve } from "./serve.mjs";

/** Measuring, training and starting a browser take longer than all else. */
export const LONG = 120_000;

export interface Visitor {
  readonly browser: Browser;
  /** The address of the page. */
  readonly url: string;
  /** The page with that query, so many pixels wide, with all sections alive. Closed after the test. */
  open(query?: string, width?: number): Promise<Page>;
}

export interface Visit {
  readonly scheme?: Scheme;
  /** How the host serves the page. */
  readonly host?: Parameters<typeof serve>[0];
}

/** Starts the browser, and a host of the page, for the tests beside the call. */
export function visitWith(name: BrowserName, { scheme, host }: Visit = {}): Visitor {
  let site: Awaited<ReturnType<typeof serve>>;
  let browser: Browser;
  const pages: Page[] = [];

  beforeAll(async () => {
    site = await serve(host);
    browser = await launch(name, scheme);
  }, LONG);

  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close();
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  return {
    get browser() {
      return browser;
    },
    get url() {
      return site.url;
    },
    async open(query = "", width = 1440) {
      const page = await browser.newPage();
      pages.push(page);
      page.setDefaultTimeout(30_000);
      await page.setViewport({ width, height: 900 });
      await page.bringToFront();
      await page.goto(site.url + query);
      await page.waitForSelector("#elu-loss[value]");
      return page;
    },
  };
}
