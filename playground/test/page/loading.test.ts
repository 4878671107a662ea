/** As it loads and works: the page paints early, stays put, and keeps to what its reader prefers. */
import { describe, expect, it } from "vitest";
import { debugWith, LONG } from "../../browsers/debug.js";
import { focus, untilNumber, untilText } from "../../browsers/page.js";

const WIDTHS = [360, 1440];

describe("in chromium", () => {
  const visitor = debugWith("chromium");

  const openTab = async () => {
    const tab = await visitor.empty();
    await tab.goto(visitor.url);
    await tab.waitForSelector("#elu-loss[value]");
    return tab;
  };

  it.each(WIDTHS)(
    "nothing moves at %s pixels: not as the page loads, nor as it measures, trains and changes alpha",
    async (width) => {
      const tab = await visitor.empty();
      // As high as the whole page: what is out of sight counts for nothing.
      await tab.setViewport({ width, height: 9000 });
      await tab.evaluateOnNewDocument(() => {
        const shifted: string[] = [];
        Object.assign(window, { shifted });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as unknown as { sources: { node?: Node }[] }[]) {
            for (const { node } of entry.sources) shifted.push((node as Element).outerHTML ?? node?.textContent);
          }
        }).observe({ type: "layout-shift", buffered: true });
      });
      await tab.goto(visitor.url);
      await tab.waitForSelector("#elu-loss[value]");
      const page = visitor.drive(tab);
      await focus(page, "alpha");
      for (let k = 0; k < 10; k++) await page.press("ArrowRight");
      await page.click("run");
      await untilNumber(page, "simd-ns", (value) => value > 0);
      await page.click("full-speed");
      await page.click("play");
      await untilText(page, "training-status", /^After/);
      expect(await page.evaluate(() => (window as unknown as { shifted: string[] }).shifted)).toEqual([]);
    },
    LONG,
  );

  it("the page can be read, styled, before any script or style sheet has come", async () => {
    const tab = await visitor.empty();
    await tab.setRequestInterception(true);
    tab.on("request", (request) => {
      if (!request.url().includes("/assets/")) void request.continue();
    });
    void tab.goto(visitor.url).catch(() => "never loaded");
    const painted = () => tab.evaluate(() => performance.getEntriesByName("first-contentful-paint").length);
    await expect.poll(painted, { timeout: 10_000 }).toBe(1);
    expect(await tab.$eval("h1", (heading) => heading.textContent)).toBe("ELU at SIMD speed.");
    expect(await tab.$eval("body", (body) => getComputedStyle(body).maxWidth)).toBe("1216px");
  });

  it("who wants less motion gets none", async () => {
    const tab = await openTab();
    const duration = () => tab.$eval(".bar", (bar) => getComputedStyle(bar).transitionDuration);
    expect(await duration()).toBe("0.4s");
    await tab.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    expect(await duration()).toBe("0s");
    expect(await tab.$eval("html", (html) => getComputedStyle(html).scrollBehavior)).toBe("auto");
  });

  it("charts change their colours with the scheme, without a reload", async () => {
    const tab = await openTab();
    const picture = () => tab.$eval("#curve-chart canvas", (canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const boundary = () => tab.$eval("#elu-boundary", (canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const light = [await picture(), await boundary()];
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
    await expect.poll(picture).not.toBe(light[0]);
    await expect.poll(boundary).not.toBe(light[1]);
  });
});
