/** The page as a whole: its layout, accessibility and requests, and browsers that lack a feature. */
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { BROWSERS } from "../../browsers/launch.js";
import { number, type Page, pixelsOf, untilNumber, untilText } from "../../browsers/page.js";
import { drive, LONG, visit } from "../../browsers/visit.js";

/** Unfolds everything, trains, and runs the benchmark. */
async function finish(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  await page.click("play");
  await untilText(page, "training-status", /learned faster/);
  await page.click("benchmark-run");
  await untilNumber(page, "simd-ns", (value) => value > 0);
}

/** Expects that no element is wider than its card or the page, once the charts have adapted to a new width. */
async function expectFits(page: Page): Promise<void> {
  const tooWide = () =>
    page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const wide = [...document.querySelectorAll(".card")].flatMap((card) =>
        [...card.querySelectorAll("*")].filter((element) => {
          return element.getBoundingClientRect().right > card.getBoundingClientRect().right;
        }),
      );
      return [
        ...wide.map(({ outerHTML }) => outerHTML),
        ...(scrollWidth > clientWidth ? [`page: ${scrollWidth}`] : []),
      ];
    });
  await expect.poll(tooWide).toEqual([]);
}

async function expectAccessible(page: Page): Promise<void> {
  await page.run(axe.source);
  const [violations, passes] = await page.evaluate(async () => {
    const results = await (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ["violations", "passes"] });
    return [
      results.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
      results.passes.map(({ id }) => id),
    ];
  });
  expect(violations).toEqual([]);
  expect(passes).toContain("color-contrast");
}

const ALL_CURVES = "?show=elu+relu+leaky+selu+celu+derivatives";

describe.each(BROWSERS.flatMap((name) => (["light", "dark"] as const).map((scheme) => ({ name, scheme }))))(
  "in $name, $scheme",
  ({ name, scheme }) => {
    const visitor = visit(name, { scheme });

    it.each([320, 1280])(
      "axe finds no violation, and no element is wider than its card, at %s pixels",
      async (width) => {
        const page = await visitor.open(ALL_CURVES, width);
        const dark = () => [matchMedia("(prefers-color-scheme: dark)").matches, innerWidth];
        await expect.poll(() => page.evaluate(dark)).toEqual([scheme === "dark", width]);
        if (name === "chromium" && scheme === "light" && width === 320) await finish(page);
        await expectAccessible(page);
        await expectFits(page);
      },
      LONG,
    );
  },
);

describe("in chromium", () => {
  const visitor = visit("chromium");

  it.each([360, 1440])(
    "nothing moves at %s pixels while the page loads, measures, trains and changes alpha, and every element fits",
    async (width) => {
      const tab = await visitor.tab();
      // As high as the whole page, because shifts outside of the viewport do not count.
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
      const page = drive(tab);
      await page.click("alpha");
      for (let k = 0; k < 10; k++) await page.press("ArrowRight");
      await page.click("benchmark-run");
      await untilNumber(page, "simd-ns", (value) => value > 0);
      await page.click("play");
      await untilText(page, "training-status", /learned faster/);
      expect(await page.evaluate(() => (window as unknown as { shifted: string[] }).shifted)).toEqual([]);
      for (const other of [390, 1920]) {
        await tab.setViewport({ width: other, height: 900 });
        await expectFits(page);
      }
    },
    LONG,
  );

  it("opened as a file, the page is styled, and says that its scripts have not started", async () => {
    const tab = await visitor.tab();
    await tab.goto(new URL("../../dist/index.html", import.meta.url).href);
    expect(await tab.$eval(".card", (card) => getComputedStyle(card).borderTopWidth)).toBe("1px");
    const visibility = await tab.$eval("#not-started", async (note) => {
      await Promise.all(note.getAnimations().map(({ finished }) => finished));
      return getComputedStyle(note).visibility;
    });
    expect(visibility).toBe("visible");
  });

  it("charts take the colours of a new scheme without a reload", async () => {
    const tab = await visitor.tab();
    await tab.goto(visitor.url);
    await tab.waitForSelector("#elu-loss[value]");
    const picture = (id: string) => tab.$eval(id, (canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const canvases = ["#curve-chart canvas", "#elu-boundary"];
    const light = await Promise.all(canvases.map(picture));
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
    for (const [k, canvas] of canvases.entries()) await expect.poll(() => picture(canvas)).not.toBe(light[k]);
  });

  it("the page sends requests to its own host only, and none fails", async () => {
    const tab = await visitor.tab();
    const requests: string[] = [];
    const failures: string[] = [];
    tab.on("request", (request) => requests.push(request.url()));
    tab.on("requestfailed", (request) => failures.push(request.url()));
    tab.on("response", (response) => response.status() >= 400 && failures.push(response.url()));
    tab.on("pageerror", (error) => failures.push(String(error)));
    tab.on("console", (message) => message.type() === "error" && failures.push(message.text()));
    await tab.goto(visitor.url);
    await tab.waitForSelector("#elu-loss[value]");
    const page = drive(tab);
    await page.click("benchmark-run");
    await untilNumber(page, "simd-ns", (value) => value > 0);
    expect(requests.length).toBeGreaterThanOrEqual(3);
    expect(requests.filter((url) => !url.startsWith(visitor.url) && !/^(data|blob):/.test(url))).toEqual([]);
    expect(failures).toEqual([]);
  });

  /** Opens the page in a browser from which `remove` removes a feature. */
  const openWithout = async (remove: () => void): Promise<Page> => {
    const tab = await visitor.tab();
    await tab.evaluateOnNewDocument(remove);
    await tab.goto(visitor.url);
    return drive(tab);
  };

  it("without charts, the benchmark still runs, and the other sections say that they do not work", async () => {
    const page = await openWithout(() => {
      HTMLCanvasElement.prototype.getContext = () => {
        throw new Error("no canvas on purpose");
      };
    });
    const notes = () =>
      page.evaluate(() =>
        [...document.querySelectorAll("section .note")].map((note) => [
          note.closest("section")?.id,
          note.firstChild?.textContent,
          note.querySelector("details code")?.textContent,
        ]),
      );
    await expect.poll(notes).toHaveLength(3);
    const sentence = "This section does not work in this browser; the others do.";
    const expected = ["accuracy", "curve", "training"].map((id) => [id, sentence, "no canvas on purpose"]);
    expect((await notes()).sort()).toEqual(expected);
    await page.click("benchmark-run");
    await untilText(page, "benchmark-status", /^Measuring/);
  });

  it("without workers, the curve and the errors work, and the other sections say that they need one", async () => {
    const page = await openWithout(() => {
      Object.assign(globalThis, {
        Worker: class {
          constructor() {
            throw new Error("no worker on purpose");
          }
        },
      });
    });
    const unavailable = /needs a worker, which is not available here\..*no worker on purpose$/;
    await untilText(page, "training-status", unavailable);
    await untilNumber(page, "simd-near", (value) => value > 0);
    expect(await number(page, "elu-values")).toBeCloseTo(Math.expm1(-1), 6);
    for (const job of ["benchmark", "alphas"]) {
      await page.click(`${job}-run`);
      await untilText(page, `${job}-status`, unavailable);
    }
    expect(await pixelsOf(page, "#curve-chart", "--elu")).toBeGreaterThan(50);
  });

  it("without JavaScript, the formulas are visible, and controls that would do nothing are hidden", async () => {
    const tab = await visitor.tab();
    await tab.setJavaScriptEnabled(false);
    await tab.goto(visitor.url);
    const seen = await tab.$$eval("h2, .curves small, noscript p, button, input, #not-started", (elements) =>
      elements.filter((element) => element.getClientRects().length > 0).map(({ localName, id }) => id || localName),
    );
    expect(new Set(seen)).toEqual(
      new Set(["curve-title", "training-title", "machine-title", "accuracy-title", "small", "p"]),
    );
    expect(await tab.$eval("noscript p", ({ textContent }) => textContent)).toMatch(/^Without JavaScript /);
  });
});
