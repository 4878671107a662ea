/** The built page, opened by the tests of one browser. */
import type { Browser, Page as Tab } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type BrowserName, type Host, launch, type Scheme, serve } from "./launch.js";
import type { Page } from "./page.js";
import { launchWebKit, type WebKit } from "./webkit.js";

/** Milliseconds for starting a browser, measuring and training. */
export const LONG = 120_000;

export interface Visit {
  readonly scheme?: Scheme;
  readonly host?: Host;
}

export interface Visitor {
  /** The page, with all sections alive; closed after the test. */
  open(query?: string, width?: number): Promise<Page>;
}

/** In Chromium and Firefox tests can ask for more: the network, the console, layout shifts. */
export interface TabVisitor extends Visitor {
  /** The address of the page. */
  readonly url: string;
  /** An empty tab, closed after the test. */
  tab(): Promise<Tab>;
}

/** Starts a browser and a host for the tests beside the call. */
export function visitTabs(name: "chromium" | "firefox", { scheme, host }: Visit = {}): TabVisitor {
  let site: Awaited<ReturnType<typeof serve>>;
  let browser: Browser;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    [site, browser] = await Promise.all([serve(host), launch(name, scheme)]);
  }, LONG);

  afterEach(async () => {
    for (const tab of tabs.splice(0)) await tab.close();
  });

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const tab = async () => {
    const created = await browser.newPage();
    tabs.push(created);
    return created;
  };
  return {
    get url() {
      return site.url;
    },
    tab,
    async open(query = "", width = 1440) {
      const opened = await tab();
      await opened.setViewport({ width, height: 900 });
      await opened.bringToFront();
      await opened.goto(site.url + query);
      const page = drive(opened);
      await untilAlive(page);
      return page;
    },
  };
}

/** Likewise, in any browser. */
export function visit(name: BrowserName, { scheme = "light", host }: Visit = {}): Visitor {
  if (name !== "webkit") return visitTabs(name, { scheme, ...(host ? { host } : {}) });
  let site: Awaited<ReturnType<typeof serve>>;
  let webkit: WebKit;

  beforeAll(async () => {
    [site, webkit] = await Promise.all([serve(host), launchWebKit(scheme)]);
  }, LONG);

  afterAll(async () => {
    await webkit.close();
    await site.close();
  });

  return {
    async open(query = "", width = 1440) {
      const page = await webkit.open(site.url + query, width);
      await untilAlive(page);
      return page;
    },
  };
}

async function untilAlive(page: Page): Promise<void> {
  const alive = () => page.evaluate(() => document.querySelector("#elu-loss[value]") !== null);
  await expect.poll(alive, { timeout: 30_000 }).toBe(true);
}

/** The actions and readings of tests, on a tab. */
export function drive(tab: Tab): Page {
  return {
    evaluate: (run, ...args) => tab.evaluate(run as (...args: unknown[]) => unknown, ...args) as never,
    run: async (script) => {
      await tab.evaluate(script);
    },
    click: (id) => tab.locator(`#${id}`).click(),
    async pointAt(selector, x, y) {
      const box = await (await tab.$(selector))?.boundingBox();
      if (!box) throw new Error(`there is no ${selector} in sight`);
      await tab.mouse.move(box.x + box.width * x, box.y + box.height * y);
    },
    press: (key) => tab.keyboard.press(key as Parameters<typeof tab.keyboard.press>[0]),
  };
}
