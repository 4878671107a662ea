/** The built page in Chromium and Firefox, by their debuggers. */
import type { Browser, Page as PuppeteerPage } from "puppeteer-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { type BrowserName, launch, type Scheme } from "./launch.mjs";
import type { Page } from "./page.js";
import { serve } from "./serve.mjs";

/** Measuring, training and starting a browser take longer than all else. */
export const LONG = 120_000;

export interface Visit {
  readonly scheme?: Scheme | undefined;
  /** How the host serves the page. */
  readonly host?: Parameters<typeof serve>[0] | undefined;
}

/** One that can be asked for more than other browsers: what it loads, logs and lays out. */
export interface Debugger {
  /** The address of the page. */
  readonly url: string;
  visit(query?: string, width?: number): Promise<Page>;
  /** An empty page, closed after the test. */
  empty(): Promise<PuppeteerPage>;
  /** What tests do with pages, for this one. */
  drive(page: PuppeteerPage): Page;
}

/** Starts the browser, and a host of the page, for the tests beside the call. */
export function debugWith(name: BrowserName, { scheme, host }: Visit = {}): Debugger {
  let site: Awaited<ReturnType<typeof serve>>;
  let browser: Browser;
  const pages: PuppeteerPage[] = [];

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

  const empty = async () => {
    const page = await browser.newPage();
    pages.push(page);
    page.setDefaultTimeout(30_000);
    return page;
  };

  return {
    get url() {
      return site.url;
    },
    async visit(query = "", width = 1440) {
      const page = await empty();
      await page.setViewport({ width, height: 900 });
      await page.bringToFront();
      await page.goto(site.url + query);
      return drive(page);
    },
    empty,
    drive,
  };
}

function drive(page: PuppeteerPage): Page {
  return {
    evaluate: (run, ...args) => page.evaluate(run as (...args: unknown[]) => unknown, ...args) as never,
    run: async (script) => {
      await page.evaluate(script);
    },
    click: (id) => page.locator(`#${id}`).click(),
    async pointAt(selector, x, y) {
      const box = await (await page.$(selector))?.boundingBox();
      if (!box) throw new Error(`there is no ${selector} in sight`);
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y);
    },
    press: (key) => page.keyboard.press(key as Parameters<typeof page.keyboard.press>[0]),
  };
}
