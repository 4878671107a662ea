/** As it loads and works: the page paints early, stays put, and keeps to what its reader prefers. */
import { describe, expect, it } from "vitest";
import { click, untilNumber } from "../../browsers/page.js";
import { LONG, visitWith } from "../../browsers/visit.js";

const WIDTHS = [360, 1440];

describe("in chromium", () => {
  const visitor = visitWith("chromium");

  it.each(WIDTHS)(
    "nothing moves at %s pixels: not as the page loads, nor as it measures, trains and changes alpha",
    async (width) => {
      const page = await visitor.browser.newPage();
      // As high as the whole page: what is out of sight counts for nothing.
      await page.setViewport({ width, height: 7000 });
      await page.evaluateOnNewDocument(() => {
        const shifted: string[] = [];
        Object.assign(window, { shifted });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as unknown as { sources: { node?: Node }[] }[]) {
            for (const { node } of entry.sources) shifted.push((node as Element).outerHTML ?? node?.textContent);
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(visitor.url);
      await page.waitForSelector("#elu-loss[value]");
      await page.focus("#alpha");
      for (let k = 0; k < 10; k++) await page.keyboard.press("ArrowRight");
      await click(page, "run");
      await untilNumber(page, "simd-ns", (value) => value > 0);
      await click(page, "full-speed");
      await click(page, "play");
      await untilNumber(page, "training-step", (value) => value === 3000);
      expect(await page.evaluate(() => (window as unknown as { shifted: string[] }).shifted)).toEqual([]);
    },
    LONG,
  );

  it("the page can be read, styled, before any script or style sheet has come", async () => {
    const page = await visitor.browser.newPage();
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      if (!request.url().includes("/assets/")) void request.continue();
    });
    void page.goto(visitor.url).catch(() => "never loaded");
    const painted = () => page.evaluate(() => performance.getEntriesByName("first-contentful-paint").length);
    await expect.poll(painted, { timeout: 10_000 }).toBe(1);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("ELU at SIMD speed.");
    expect(await page.$eval("body", (body) => getComputedStyle(body).maxWidth)).toBe("1216px");
  });

  it("who wants less motion gets none", async () => {
    const page = await visitor.open();
    const duration = () => page.$eval(".bar", (bar) => getComputedStyle(bar).transitionDuration);
    expect(await duration()).toBe("0.4s");
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    expect(await duration()).toBe("0s");
    expect(await page.$eval("html", (html) => getComputedStyle(html).scrollBehavior)).toBe("auto");
  });

  it("charts change their colours with the scheme, without a reload", async () => {
    const page = await visitor.open();
    const picture = () => page.$eval("#curve-chart canvas", (canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const boundary = () => page.$eval("#elu-boundary", (canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const light = [await picture(), await boundary()];
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
    await expect.poll(picture).not.toBe(light[0]);
    await expect.poll(boundary).not.toBe(light[1]);
  });
});
