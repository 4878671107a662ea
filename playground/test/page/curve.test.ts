import { celu, celuBackward, elu, eluBackward, selu, seluBackward } from "elu-simd";
import { describe, expect, it } from "vitest";
import { number, type Page, pixelsOf, set, settingOf, text, untilQuery } from "../../browsers/page.js";
import { visit } from "../../browsers/visit.js";

const at = (x: number) => Float32Array.of(x);
const one = Float32Array.of(1);

async function expectValues(page: Page, x: number, alpha: number): Promise<void> {
  const expected = {
    elu: [elu(at(x), { alpha }), eluBackward(one, at(x), { alpha })],
    relu: [at(Math.max(x, 0)), at(x > 0 ? 1 : 0)],
    leaky: [at(x > 0 ? x : 0.01 * x), at(x > 0 ? 1 : 0.01)],
    selu: [selu(at(x)), seluBackward(one, at(x))],
    celu: [celu(at(x), { alpha }), celuBackward(one, at(x), { alpha })],
  };
  for (const [curve, [values, derivatives]] of Object.entries(expected)) {
    expect([curve, await number(page, `${curve}-values`)]).toEqual([curve, values[0]]);
    expect([curve, await number(page, `${curve}-derivatives`)]).toEqual([curve, derivatives[0]]);
  }
}

describe("the curve", () => {
  const visitor = visit("chromium");

  it("first shows ELU and ReLU, near the top of the page, with a slider aligned to the plot", async () => {
    const page = await visitor.open("", 1280);
    await expectValues(page, -1, 1);
    expect(await settingOf(page, "show")).toBe("elu relu derivatives");
    expect(await pixelsOf(page, "#curve-chart", "--relu")).toBeGreaterThan(50);
    await untilQuery(page, "");
    const [plot, slider, card] = await page.evaluate(() =>
      ["#curve-chart .u-over", "#x", "#curve .card"].map((selector) => {
        const { left = 0, right = 0, bottom = 0 } = document.querySelector(selector)?.getBoundingClientRect() ?? {};
        return { left, right, bottom };
      }),
    );
    expect(card.bottom).toBeLessThan(950);
    // The centre of the thumb is 8 pixels from the end of the slider.
    expect(slider.left + 8).toBeCloseTo(plot.left, 0);
    expect(slider.right - 8).toBeCloseTo(plot.right, 0);
  });

  it("marks the selected x at any size of the plot", async () => {
    const page = await visitor.open("?x=1.5");
    const share = () =>
      page.evaluate(() => {
        const [plot, mark] = [".u-over", ".u-cursor-x:not(.u-off)"].map((part) =>
          document.querySelector(`#curve-chart ${part}`)?.getBoundingClientRect(),
        );
        return plot && mark ? (mark.left - plot.left) / plot.width : undefined;
      });
    expect(await share()).toBeCloseTo(0.75, 2);
    for (const width of ["20px", "300px"]) {
      await page.evaluate(async (width) => {
        (document.getElementById("curve-chart") as HTMLElement).style.width = width;
        // The chart follows within the frame.
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }, width);
    }
    await expect.poll(share).toBeCloseTo(0.75, 2);
  });

  it("updates values, formulas and code when alpha changes", async () => {
    const page = await visitor.open();
    await set(page, "alpha", 2.5);
    await expectValues(page, -1, 2.5);
    await page.evaluate(() => document.getElementById("alpha")?.focus());
    await set(page, "alpha", 0.75);
    await page.press("ArrowRight");
    await expectValues(page, -1, 0.76);
    const code = await page.evaluate(() => document.querySelector(".example")?.textContent);
    expect(code).toContain("elu(x, { alpha: 0.76 });\n// -0.6571, 0, 3");
    const formulas = await page.evaluate(() =>
      [...document.querySelectorAll(".curves small")].map(({ textContent }) => textContent),
    );
    expect(formulas).toContain("0.76 (ex − 1), slope 0.76 ex");
    expect(formulas).toContain("0.76 (ex/0.76 − 1), slope ex/0.76");
    await untilQuery(page, "?alpha=0.76");
  });

  it("shows no values of CELU at alpha 0", async () => {
    const page = await visitor.open("?alpha=0&show=celu");
    expect(await number(page, "celu-values")).toBeNaN();
    expect(await text(page, "celu-values")).toBe("–");
    expect(await number(page, "elu-values")).toBe(0);
  });

  it.each(["relu", "leaky", "selu", "celu"])("draws %s while it is selected", async (curve) => {
    // With an alpha of 1, CELU coincides with ELU.
    const page = await visitor.open("?show=elu");
    const drawn = () => pixelsOf(page, "#curve-chart", `--${curve}`);
    expect(await drawn()).toBe(0);
    await page.click(`show-${curve}`);
    await expect.poll(drawn).toBeGreaterThan(50);
    expect(await pixelsOf(page, "#curve-chart", "--elu")).toBeGreaterThan(50);
    await untilQuery(page, `?show=elu+${curve}`);
    await page.press(" ");
    await expect.poll(drawn).toBe(0);
    await untilQuery(page, "?show=elu");
  });

  it("draws derivatives only while they are selected", async () => {
    const page = await visitor.open();
    const drawn = () => pixelsOf(page, "#curve-chart", "--elu");
    const both = await drawn();
    await page.click("show-derivatives");
    await expect.poll(drawn).toBeLessThan(0.95 * both);
    await untilQuery(page, "?show=elu+relu");
  });

  it("announces its values at the slider to screen readers", async () => {
    const page = await visitor.open("?alpha=1.5&show=elu+selu&x=-6");
    expect(await page.evaluate(() => document.getElementById("x")?.getAttribute("aria-valuetext"))).toBe(
      "x −6.00; ELU −1.4963, derivative 0.0037; SELU −1.7537, derivative 0.0044",
    );
  });
});
