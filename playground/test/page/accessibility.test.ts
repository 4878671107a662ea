import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { LONG } from "../../browsers/debug.js";
import { SCHEMES } from "../../browsers/launch.mjs";
import { number, untilNumber, untilText } from "../../browsers/page.js";
import { BROWSERS, visitWith } from "../../browsers/visit.js";

const WIDTHS = [320, 390, 1280, 1920];

describe.each(BROWSERS.flatMap((name) => SCHEMES.map((scheme) => ({ name, scheme }))))(
  "in $name, $scheme",
  ({ name, scheme }) => {
    const visitor = visitWith(name, { scheme });

    it.each(WIDTHS)(
      "axe finds nothing, and nothing is wider than its place, at %s pixels, with everything open and done",
      async (width) => {
        const page = await visitor.open("?curves=elu,relu,leaky,selu,celu", width);
        expect(await page.evaluate(() => [matchMedia("(prefers-color-scheme: dark)").matches, innerWidth])).toEqual([
          scheme === "dark",
          width,
        ]);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll("details")) details.open = true;
        });
        await page.click("run");
        await untilNumber(page, "simd-ns", (value) => value > 0);
        await page.run(axe.source);
        const [violations, passes] = await page.evaluate(async () => {
          const found = await (window as unknown as { axe: typeof axe }).axe.run({
            resultTypes: ["violations", "passes"],
          });
          return [
            found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
            found.passes.map(({ id }) => id),
          ];
        });
        expect(violations).toEqual([]);
        expect(passes).toContain("color-contrast");

        const overflowing = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          const wide = [...document.querySelectorAll(".card")].flatMap((card) =>
            [...card.querySelectorAll("*")].filter((element) => {
              return element.getBoundingClientRect().right > card.getBoundingClientRect().right;
            }),
          );
          return [
            ...wide.map(({ outerHTML }) => outerHTML),
            ...(scrollWidth > clientWidth ? [`the page: ${scrollWidth}`] : []),
          ];
        });
        expect(overflowing).toEqual([]);
      },
      LONG,
    );
  },
);

describe.each(BROWSERS)("in %s", (name) => {
  const visitor = visitWith(name);

  it("every control can be reached and told by the keyboard alone", async () => {
    const page = await visitor.open();
    const controls = await page.evaluate(() => {
      const elements = [...document.querySelectorAll<HTMLElement>("a, button, input, select, summary, [tabindex]")];
      return elements.filter((element) => {
        return element.checkVisibility() && !element.matches(":disabled, [type=radio]:not(:checked)");
      }).length;
    });
    const reached = new Set<string>();
    for (let presses = 0; presses < controls + 5; presses++) {
      await page.press("Tab");
      const what = await page.evaluate(() => {
        const focused = document.activeElement;
        return focused?.matches("a, button, input, select, summary, [tabindex]") ? focused.outerHTML.slice(0, 80) : "";
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

  it("what is trained and measured is told by status lines, which are read out", async () => {
    const page = await visitor.open();
    const roles = await page.evaluate(() =>
      ["training-status", "alphas-status", "benchmark-status"].map((id) => document.getElementById(id)?.role),
    );
    expect(roles).toEqual(["status", "status", "status"]);
    await page.click("full-speed");
    await page.click("play");
    await untilText(page, "training-status", /^After/);
    expect(await number(page, "training-step")).toBeGreaterThan(0);
  });
});
