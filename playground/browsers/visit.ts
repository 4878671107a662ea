/** The built page, opened by the tests of one browser. */
import type { Browser, Page as Tab } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { type BrowserName, type Host, launch, type Scheme, serve } from "./launch.js";
import type { Page } from "./page.js";
import { launchWebKit, type WebKit } from "./webkit.js";

/** The timeout for measuring and training, in milliseconds. */
export const LONG = 600_000;

export interface Visitor {
  /** The address of the page. */
  readonly url: string;
  /** Opens the page, waits until all sections work, and closes it after the test. */
  open(query?: string, width?: number): Promise<Page>;
  /** Opens an empty tab of Chromium or Firefox, closed after the test: for requests, the console, layout shifts. */
  tab(): Promise<Tab>;
}

/** Starts a browser and a host for the tests of the calling `describe`. */
export function visit(name: BrowserName, { scheme = "light", host }: { scheme?: Scheme; host?: Host } = {}): Visitor {
  let site: Awaited<ReturnType<typeof serve>>;
  let browser: Browser | undefined;
  let webkit: WebKit | undefined;
  const tabs: Tab[] = [];

  beforeAll(async () => {
    site = await serve(host);
    if (name === "webkit") webkit = await launchWebKit(scheme);
    else browser = await launch(name, scheme);
  });

  afterEach(async () => {
    for (const tab of tabs.splice(0)) await tab.close();
  });

  afterAll(async () => {
    await browser?.close();
    await webkit?.close();
    await site.close();
  });

  const visitor: Visitor = {
    get url() {
      return site.url;
    },
    async tab() {
      if (!browser) throw new Error("WebKit has no tabs");
      const tab = await browser.newPage();
      tab.setDefaultTimeout(LONG);
      tabs.push(tab);
      return tab;
    },
    async open(query = "", width = 1440) {
      const url = site.url + query;
      const page = webkit ? await webkit.open(url, width) : await openTab(url, width);
      const alive = () => page.evaluate(() => document.querySelector("#elu-loss[value]") !== null);
      await expect.poll(alive).toBe(true);
      return page;
    },
  };
  const openTab = async (url: string, width: number) => {
    const tab = await visitor.tab();
    await tab.setViewport({ width, height: 900 });
    await tab.bringToFront();
    await tab.goto(url);
    return drive(tab);
  };
  return visitor;
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
      if (!box) throw new Error(`${selector} is not visible`);
      await tab.mouse.move(box.x + box.width * x, box.y + box.height * y);
    },
    press: (key) => tab.keyboard.press(key as Parameters<typeof tab.keyboard.press>[0]),
  };
}
