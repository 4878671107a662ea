/** What one expects of any good page, as it is built: reachable by everybody, small, quick to paint, and it stays put. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import axe from "axe-core";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS, launch, SCHEMES } from "../browsers/launch.mjs";
import { serve } from "../browsers/serve.mjs";
import { click, open, untilNumber } from "./page.js";

const LONG = 120_000;
const WIDTHS = [360, 1440];

let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  site = await serve();
});

afterAll(() => site.close());

describe.each(BROWSERS.flatMap((name) => SCHEMES.map((scheme) => ({ name, scheme }))))(
  "in $name, $scheme",
  ({ name, scheme }) => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await launch(name, scheme);
    }, LONG);

    afterAll(() => browser.close());

    it.each(WIDTHS)(
      "axe finds nothing serious at %s pixels, with everything open and done",
      async (width) => {
        const page = await open(browser, `${site.url}?curves=elu,relu,leaky,selu,celu`, width);
        expect(await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches)).toBe(scheme === "dark");
        await page.$eval("details", (details) => {
          details.open = true;
        });
        await click(page, "run");
        await untilNumber(page, "simd-ns", (value) => value > 0);
        await page.evaluate(axe.source);
        const { violations, passes } = await page.evaluate(() => {
          return (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations", "passes"] });
        });
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
        expect(passes.map(({ id }) => id)).toContain("color-contrast");
        await page.close();
      },
      LONG,
    );

    it.each(WIDTHS)("nothing is wider than its place on a screen of %s pixels", async (width) => {
      const page = await open(browser, site.url, width);
      await click(page, "run");
      await untilNumber(page, "simd-ns", (value) => value > 0);
      const [content, screen] = await page.$eval("html", ({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
      expect(content).toBeLessThanOrEqual(screen);
      const overflowing = await page.$$eval(".card", (cards) =>
        cards.flatMap((card) => {
          const { right } = card.getBoundingClientRect();
          const inside = [...card.querySelectorAll("*")];
          return inside
            .filter((element) => element.getBoundingClientRect().right > right)
            .map(({ outerHTML }) => outerHTML);
        }),
      );
      expect(overflowing).toEqual([]);
      await page.close();
    });
  },
);

describe.each(BROWSERS)("in %s", (name) => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch(name);
  }, LONG);

  afterAll(() => browser.close());

  it("every control can be reached and told by the keyboard alone", async () => {
    const page = await open(browser, site.url);
    const controls = await page.$$eval("a, button, input, select, summary", (elements) => {
      return elements.filter((element) => !element.matches(":disabled, [type=radio]:not(:checked)")).length;
    });
    const reached = new Set<string>();
    for (let presses = 0; presses < controls + 5; presses++) {
      await page.keyboard.press("Tab");
      const what = await page.evaluate(() => {
        const focused = document.activeElement;
        return focused?.matches("a, button, input, select, summary") ? focused.outerHTML.slice(0, 80) : undefined;
      });
      // Behind the last control comes the browser's own, and then the first again.
      if (!what || reached.has(what)) continue;
      reached.add(what);
      const outline = () =>
        page.evaluate(() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
          return `${outlineStyle} ${outlineWidth}`;
        });
      await expect.poll(outline, { message: what }).toBe("solid 2px");
    }
    expect(reached.size).toBe(controls);
    await page.close();
  });

  it("switches and buttons answer to the space bar", async () => {
    const page = await open(browser, site.url);
    await page.focus("#show-relu");
    await page.keyboard.press(" ");
    expect(await page.$eval("#show-relu", (input) => (input as HTMLInputElement).checked)).toBe(true);
    await page.focus("#step");
    await page.keyboard.press(" ");
    await untilNumber(page, "training-step", (value) => value === 1);
    await page.close();
  });
});

describe("in chromium", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launch("chromium");
  }, LONG);

  afterAll(() => browser.close());

  it.each(WIDTHS)(
    "nothing moves at %s pixels: not as the page loads, nor as it measures, trains and changes alpha",
    async (width) => {
      const page = await browser.newPage();
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
      await page.goto(site.url);
      await page.waitForSelector("#elu-loss[value]");
      await page.focus("#alpha");
      for (let k = 0; k < 10; k++) await page.keyboard.press("ArrowRight");
      await click(page, "run");
      await untilNumber(page, "simd-ns", (value) => value > 0);
      await click(page, "full-speed");
      await click(page, "play");
      await untilNumber(page, "training-step", (value) => value === 3000);
      expect(await page.evaluate(() => (window as unknown as { shifted: string[] }).shifted)).toEqual([]);
      await page.close();
    },
    LONG,
  );

  it("the page can be read, styled, before any script or style sheet has come", async () => {
    const page = await browser.newPage();
    await page.setRequestInterception(true);
    page.on("request", (request) => {
      if (!request.url().includes("/assets/")) void request.continue();
    });
    void page.goto(site.url).catch(() => "never loaded");
    const painted = () => page.evaluate(() => performance.getEntriesByName("first-contentful-paint").length);
    await expect.poll(painted, { timeout: 10_000 }).toBe(1);
    expect(await page.$eval("h1", (heading) => heading.textContent)).toBe("ELU at SIMD speed.");
    expect(await page.$eval("body", (body) => getComputedStyle(body).maxWidth)).toBe("1216px");
    await page.close();
  });

  it("who wants less motion gets none", async () => {
    const page = await open(browser, site.url);
    const duration = () => page.$eval(".bar", (bar) => getComputedStyle(bar).transitionDuration);
    expect(await duration()).toBe("0.4s");
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    expect(await duration()).toBe("0s");
    expect(await page.$eval("html", (html) => getComputedStyle(html).scrollBehavior)).toBe("auto");
    await page.close();
  });

  it("charts change their colours with the scheme, without a reload", async () => {
    const page = await open(browser, site.url);
    const picture = () => page.$eval("#curve-chart canvas", (canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const boundary = () => page.$eval("#elu-boundary", (canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const light = [await picture(), await boundary()];
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
    await expect.poll(picture).not.toBe(light[0]);
    await expect.poll(boundary).not.toBe(light[1]);
    await page.close();
  });
});

describe("the built page", () => {
  const dist = fileURLToPath(new URL("../dist/", import.meta.url));
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ name, content: readFileSync(join(parentPath, name)) }));
  const html = readFileSync(join(dist, "index.html"), "utf8");

  it("weighs less than 150 kB compressed, all files together", () => {
    const bytes = files.reduce((sum, { content }) => sum + gzipSync(content).length, 0);
    expect(files.map(({ name }) => name)).toContain("index.html");
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(150_000);
  });

  it("has relative paths only, for any folder of any host", () => {
    const paths = [...html.matchAll(/ (?:src|href)="([^"]+)"/g)].map(([, path]) => path);
    const own = paths.filter((path) => !path.startsWith("#") && !path.startsWith("data:"));
    expect(own.filter((path) => !path.startsWith("./"))).toEqual(["https://arxiv.org/abs/1511.07289"]);
    expect(own.length).toBe(3);
  });

  it("has no script within it, and a policy of its own that lets nothing else in", () => {
    expect(html).not.toMatch(/<script(?![^>]* src=)/);
    expect(html).not.toMatch(/ on[a-z]+="/);
    expect(html).not.toMatch(/ style="/);
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; /);
  });
});
