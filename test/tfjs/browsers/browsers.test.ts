/** The adapter in Debian's browsers. Chromium computes webgl and webgpu on SwiftShader; no GPU is needed. */
import type { Browser, Page as Tab } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checks } from "./checks.js";
import type { Flags, Page } from "./page.js";
import { type BrowserName, bundle, launch, serve } from "./pages.js";

interface Setting {
  readonly title: string;
  readonly browser: BrowserName;
  readonly backend: string;
  readonly flags?: Flags;
  readonly isolated?: boolean;
}

const settings: readonly Setting[] = [
  { title: "Chromium, cpu", browser: "Chromium", backend: "cpu" },
  { title: "Chromium, wasm", browser: "Chromium", backend: "wasm" },
  { title: "Chromium, wasm on threads, in an isolated page", browser: "Chromium", backend: "wasm", isolated: true },
  { title: "Chromium, webgl", browser: "Chromium", backend: "webgl" },
  { title: "Chromium, webgl without packing", browser: "Chromium", backend: "webgl", flags: { WEBGL_PACK: false } },
  { title: "Chromium, webgl in WebGL 1", browser: "Chromium", backend: "webgl", flags: { WEBGL_VERSION: 1 } },
  {
    title: "Chromium, webgl without uniforms for shapes",
    browser: "Chromium",
    backend: "webgl",
    flags: { WEBGL_USE_SHAPES_UNIFORMS: false },
  },
  {
    title: "Chromium, webgl with float16 textures",
    browser: "Chromium",
    backend: "webgl",
    flags: { WEBGL_FORCE_F16_TEXTURES: true },
  },
  { title: "Chromium, webgpu", browser: "Chromium", backend: "webgpu" },
  { title: "Firefox, cpu", browser: "Firefox", backend: "cpu" },
  { title: "Firefox, wasm", browser: "Firefox", backend: "wasm" },
];

declare const page: Page;

describe.each(settings)("$title", ({ browser: name, backend, flags, isolated }) => {
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
    // The backend takes half of the cores, of two only one.
    await tab.evaluateOnNewDocument(() => Object.defineProperty(navigator, "hardwareConcurrency", { value: 4 }));
    await tab.goto(site.url(isolated));
    const has = await tab.evaluate((backend, flags) => page.use(backend, flags), backend, flags ?? {});
    expect(has, `${name} has no ${backend}`).toBe(true);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    close?.();
  });

  it.each(Object.keys(checks))("%s", async (check) => {
    await tab.evaluate((check) => page.check(check), check);
    expect(complaints).toEqual([]);
  });

  if (isolated) {
    it("runs on threads", async () => {
      expect(await tab.evaluate(() => page.threads())).toBeGreaterThan(1);
    });
  }
});
