/** Something is missing, and the rest of the page goes on. */
import { elu } from "elu-simd";
import { describe, expect, it } from "vitest";
import { debugWith } from "../../browsers/debug.js";
import { BROWSERS } from "../../browsers/launch.mjs";
import { number, type Page, pixelsOf, untilNumber, untilText } from "../../browsers/page.js";

const at = Float32Array.of(-1);

/** What is said in the headings of the sections that failed. */
function notes(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll("section .note")].map(
      (note) => `${note.closest("section")?.id}: ${note.firstChild?.textContent}`,
    ),
  );
}

describe.each(BROWSERS)("in %s", (name) => {
  const visitor = debugWith(name);

  /** The page, in a browser that something is taken from. */
  const openWithout = async (take: () => void, query = ""): Promise<Page> => {
    const tab = await visitor.empty();
    await tab.evaluateOnNewDocument(take);
    await tab.goto(visitor.url + query);
    return visitor.drive(tab);
  };

  it("a language that is none, as WebKit's under LANG=C, takes nothing away", async () => {
    const page = await openWithout(() => {
      Object.defineProperty(navigator, "language", { value: "c", configurable: true });
      Object.defineProperty(Navigator.prototype, "language", { get: () => "c" });
    });
    await untilNumber(page, "simd-near", (value) => value > 0);
    await untilNumber(page, "elu-loss", (value) => value > 0);
    expect(await pixelsOf(page, "#curve-chart", "--elu")).toBeGreaterThan(50);
    expect(await notes(page)).toEqual([]);
  });

  it("charts that cannot be had take no benchmark away, and the sections without them say so", async () => {
    const page = await openWithout(() => {
      HTMLCanvasElement.prototype.getContext = () => {
        throw new Error("no canvas on purpose");
      };
    });
    await expect.poll(() => notes(page)).toHaveLength(3);
    const sentence = "This part does not work in this browser; the others do.";
    expect((await notes(page)).sort()).toEqual(["accuracy", "curve", "training"].map((id) => `${id}: ${sentence}`));
    const words = await page.evaluate(() => document.querySelector("#curve .note details code")?.textContent);
    expect(words).toBe("no canvas on purpose");
    expect(await page.evaluate(() => document.getElementById("backend-name")?.textContent)).toBe("wasm-simd");
    await page.click("run");
    await untilNumber(page, "simd-ns", (value) => value > 0);
  });

  it("workers that cannot be had take no curve away, and what needs them says so", async () => {
    const page = await openWithout(() => {
      Object.assign(globalThis, {
        Worker: class {
          constructor() {
            throw new Error("no worker on purpose");
          }
        },
      });
    }, "?alpha=2");
    await untilText(
      page,
      "training-status",
      /^Training needs a worker, and none can be had here\..*no worker on purpose$/,
    );
    expect(await number(page, "elu-values")).toBe(elu(at, { alpha: 2 })[0]);
    await untilNumber(page, "simd-near", (value) => value > 0);
    for (const [run, status] of [
      ["run", "benchmark-status"],
      ["try-alphas", "alphas-status"],
    ]) {
      await page.click(run);
      await untilText(page, status, /^This needs a worker, and none can be had here\..*no worker on purpose$/);
    }
    expect(await notes(page)).toEqual([]);
  });
});

// The others are read by scripts in the page, which do not run there either.
describe("in chromium", () => {
  const visitor = debugWith("chromium");

  it("without JavaScript the formulas and a picture are there, the page says so, and nothing that would do nothing", async () => {
    const tab = await visitor.empty();
    await tab.setJavaScriptEnabled(false);
    await tab.goto(visitor.url);
    const seen = await tab.$$eval("h2, .formula math, svg.picture, noscript p, button, input", (elements) =>
      elements.filter((element) => element.getClientRects().length > 0).map(({ localName }) => localName),
    );
    expect(new Set(seen)).toEqual(new Set(["h2", "math", "svg", "p"]));
    expect(await tab.$eval("noscript p", ({ textContent }) => textContent)).toMatch(/^Without JavaScript /);
  });
});
