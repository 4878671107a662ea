import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { BROWSERS, SCHEMES } from "../../browsers/launch.mjs";
import { click, untilNumber } from "../../browsers/page.js";
import { LONG, visitWith } from "../../browsers/visit.js";

const WIDTHS = [360, 1440];

describe.each(BROWSERS.flatMap((name) => SCHEMES.map((scheme) => ({ name, scheme }))))(
  "in $name, $scheme",
  ({ name, scheme }) => {
    const { open } = visitWith(name, { scheme });

    it.each(WIDTHS)(
      "axe finds nothing serious at %s pixels, with everything open and done",
      async (width) => {
        const page = await open("?curves=elu,relu,leaky,selu,celu", width);
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
      },
      LONG,
    );

    it.each(WIDTHS)("nothing is wider than its place on a screen of %s pixels", async (width) => {
      const page = await open("", width);
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
    });
  },
);

describe.each(BROWSERS)("in %s", (name) => {
  const { open } = visitWith(name);

  it("every control can be reached and told by the keyboard alone", async () => {
    const page = await open();
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
  });

  it("switches and buttons answer to the space bar", async () => {
    const page = await open();
    await page.focus("#show-relu");
    await page.keyboard.press(" ");
    expect(await page.$eval("#show-relu", (input) => (input as HTMLInputElement).checked)).toBe(true);
    await page.focus("#step");
    await page.keyboard.press(" ");
    await untilNumber(page, "training-step", (value) => value === 1);
  });
});
