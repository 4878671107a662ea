/** The adapter in Debian's browsers. Chromium computes webgl and webgpu on SwiftShader; no GPU is needed. */
import type { Browser, Page as Tab } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Flags } from "../../../harness/tensorflow/page-backends.js";
import { type BrowserName, bundle, launch, serve } from "../../../harness/tensorflow/pages.js";
import { promises } from "../promises.js";
import type { Page } from "./page.js";

type Setting = readonly [browser: BrowserName, backend: string, condition: string, flags: Flags];

const ISOLATED = "in an isolated page, on threads";

const settings: readonly Setting[] = [
  ["Chromium", "cpu", "in a page", {}],
  ["Chromium", "wasm", "in a page", {}],
  ["Chromium", "wasm", ISOLATED, {}],
  ["Chromium", "webgl", "in a page", {}],
  ["Chromium", "webgl", "without packing", { WEBGL_PACK: false }],
  ["Chromium", "webgl", "in WebGL 1", { WEBGL_VERSION: 1 }],
  ["Chromium", "webgl", "without uniforms for shapes", { WEBGL_USE_SHAPES_UNIFORMS: false }],
  ["Chromium", "webgl", "with float16 textures", { WEBGL_FORCE_F16_TEXTURES: true }],
  ["Chromium", "webgpu", "in a page", {}],
  ["Firefox", "cpu", "in a page", {}],
  ["Firefox", "wasm", "in a page", {}],
];

declare const page: Page;

describe.each(settings)("%s, %s %s", (name, backend, condition, flags) => {
  const isolated = condition === ISOLATED;
  let browser: Browser;
  let tab: Tab;
  let close: () => void;
  const complaints: string[] = [];

  beforeAll(async () => {
    const site = await serve(await bundle("test/tfjs/browsers/page.ts"));
    close = site.close;
    browser = await launch(name);
    tab = await browser.newPage();
    tab.on("pageerror", (error) => complaints.push(String(error)));
    // The wasm backend uses half of the cores: it needs four to run on threads.
    await tab.evaluateOnNewDocument(() => Object.defineProperty(navigator, "hardwareConcurrency", { value: 4 }));
    await tab.goto(site.url(isolated));
    const available = await tab.evaluate((backend, flags) => page.use(backend, flags), backend, flags);
    expect(available, `${name} has no ${backend}`).toBe(true);
  });

  afterAll(async () => {
    await browser?.close();
    close?.();
  });

  it.each(Object.keys(promises))("%s", async (promise) => {
    await tab.evaluate((promise) => page.check(promise), promise);
    expect(complaints).toEqual([]);
  });

  if (isolated) {
    it("runs on threads", async () => {
      expect(await tab.evaluate(() => page.threads())).toBeGreaterThan(1);
    });
  }
});
