/** The built page, opened by the tests of one browser. */
import { afterAll, beforeAll, expect } from "vitest";
import { debugWith, LONG, type Visit } from "./debug.js";
import type { Page } from "./page.js";
import { serve } from "./serve.mjs";
import { WebKit } from "./webkit.js";

export const BROWSERS = ["chromium", "firefox", "webkit"] as const;

export type BrowserName = (typeof BROWSERS)[number];

export interface Visitor {
  /** The page with that query, so many pixels wide, with all sections alive. Closed after the test. */
  open(query?: string, width?: number): Promise<Page>;
}

/** Starts the browser, and a host of the page, for the tests beside the call. */
export function visitWith(name: BrowserName, { scheme = "light", host }: Visit = {}): Visitor {
  const debugged = name === "webkit" ? undefined : debugWith(name, { scheme, host });
  let site: Awaited<ReturnType<typeof serve>>;
  let webkit: WebKit;

  if (!debugged) {
    beforeAll(async () => {
      site = await serve(host);
      webkit = await WebKit.launch(scheme);
    }, LONG);

    afterAll(async () => {
      await webkit.close();
      await site.close();
    });
  }

  return {
    async open(query = "", width = 1440) {
      const page = debugged ? await debugged.visit(query, width) : await webkit.open(site.url + query, width);
      const alive = () => page.evaluate(() => document.querySelector("#elu-loss[value]") !== null);
      await expect.poll(alive, { timeout: 30_000 }).toBe(true);
      return page;
    },
  };
}
