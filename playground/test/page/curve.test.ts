import { celu, celuBackward, elu, eluBackward, selu, seluBackward } from "elu-simd";
import { describe, expect, it } from "vitest";
import { isChecked, number, type Page, pixelsOf, search, set, text, untilQuery } from "../../browsers/page.js";
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

/** The visible formulas of a curve. */
function formulasOf(page: Page, curve: string): Promise<string[]> {
  return page.evaluate((curve) => {
    const rows = [...document.querySelectorAll<HTMLElement>(`#${curve}-rows .formula`)];
    return rows
      .filter(({ offsetParent }) => offsetParent)
      .map(({ textContent }) => textContent?.replace(/\s/g, "") ?? "");
  }, curve);
}

describe("the curve", () => {
  const visitor = visit("chromium");

  it("shows ELU beside ReLU at first, whole on a screen of 1280 by 900 pixels, its slider in line with the plot", async () => {
    const page = await visitor.open("", 1280);
    await expectValues(page, -1, 1);
    expect([await isChecked(page, "show-elu"), await isChecked(page, "show-relu")]).toEqual([true, true]);
    expect(await pixelsOf(page, "#curve-chart", "--relu")).toBeGreaterThan(50);
    await untilQuery(page, "");
    const [plot, slider, value] = await page.evaluate(() =>
      ["#curve-chart .u-over", "#x", "#x-value"].map((selector) => {
        const { left = 0, right = 0, bottom = 0 } = document.querySelector(selector)?.getBoundingClientRect() ?? {};
        return { left, right, bottom };
      }),
    );
    expect(value.bottom).toBeLessThan(900);
    // The centre of the thumb is 8 pixels from the end of the slider.
    expect(slider.left + 8).toBeCloseTo(plot.left, 0);
    expect(slider.right - 8).toBeCloseTo(plot.right, 0);
  });

  it("follows alpha's slider and field", async () => {
    const page = await visitor.open();
    await set(page, "alpha", 2.5);
    await expectValues(page, -1, 2.5);
    await page.click("alpha-field");
    await page.evaluate(() => (document.activeElement as HTMLInputElement).select());
    for (const key of ["0", ".", "7", "5"]) await page.press(key);
    await expectValues(page, -1, 0.75);
    await untilQuery(page, "?alpha=0.75");
  });

  it.each([
    ["alpha-field", "4", "1"],
    ["alpha-field", "-1", "1"],
    ["seed", "0", "1"],
    ["seed", "1.5", "1"],
  ])("refuses in %s the number %s, which the browser reports, and keeps the last one", async (field, typed, last) => {
    const page = await visitor.open();
    await page.click(field);
    await page.evaluate(() => (document.activeElement as HTMLInputElement).select());
    for (const key of typed) await page.press(key);
    const message = await page.evaluate((id) => {
      const { validationMessage } = document.getElementById(id) as HTMLInputElement;
      return validationMessage;
    }, field);
    expect(message).not.toBe("");
    await page.press("Tab");
    expect(await page.evaluate((id) => (document.getElementById(id) as HTMLInputElement).value, field)).toBe(last);
    expect(await search(page)).not.toContain(typed);
  });

  it("shows the formulas of the selected curves, and the code, with alpha in them", async () => {
    const page = await visitor.open("?curves=elu,celu&alpha=0.001");
    const code = await page.evaluate(() => document.querySelector(".example")?.textContent);
    expect(code).toContain("elu(x, { alpha: 0.001 });\n// -0.0008647, 0, 3");
    expect(await formulasOf(page, "elu")).toEqual(["x>0x1", "x≤00.001(ex−1)0.001ex"]);
    await set(page, "alpha", 2);
    expect(await formulasOf(page, "celu")).toEqual(["x>0x1", "x≤02.00(ex/2.00−1)ex/2.00"]);
    expect(await formulasOf(page, "selu")).toEqual([]);
    await page.click("show-selu");
    expect(await formulasOf(page, "selu")).toEqual(["x>01.0507x1.0507", "x≤01.7581(ex−1)1.7581ex"]);
  });

  it("has no CELU at alpha 0", async () => {
    const page = await visitor.open("?alpha=0&curves=celu");
    expect(await number(page, "celu-values")).toBeNaN();
    expect(await text(page, "celu-values")).toBe("–");
    expect(await number(page, "elu-values")).toBe(0);
  });

  it.each(["relu", "leaky", "selu", "celu"])("draws and lists %s while it is selected", async (curve) => {
    // With an alpha of 1, CELU coincides with ELU.
    const page = await visitor.open("?curves=elu");
    const columns = () => page.evaluate(() => document.querySelectorAll("#values thead th").length);
    const drawn = () => pixelsOf(page, "#curve-chart", `--${curve}`);
    expect([await columns(), await drawn()]).toEqual([3, 0]);
    await page.click(`show-${curve}`);
    expect(await columns()).toBe(5);
    await expect.poll(drawn).toBeGreaterThan(50);
    expect(await pixelsOf(page, "#curve-chart", "--elu")).toBeGreaterThan(50);
    await untilQuery(page, curve === "relu" ? "" : `?curves=elu,${curve}`);
    await page.press(" ");
    await expect.poll(drawn).toBe(0);
    await untilQuery(page, "?curves=elu");
  });

  it("draws derivatives or leaves them out", async () => {
    const page = await visitor.open();
    const drawn = () => pixelsOf(page, "#curve-chart", "--elu");
    const both = await drawn();
    await page.click("derivatives");
    await expect.poll(drawn).toBeLessThan(0.95 * both);
    await untilQuery(page, "?derivatives=false");
  });

  it("has a table of the package's values, and speaks its values at the slider", async () => {
    const page = await visitor.open("?alpha=1.5&curves=elu,selu&x=-6");
    const table = await page.evaluate(() =>
      [...document.querySelectorAll("#values tbody tr")].map((row) =>
        [...row.querySelectorAll("data")].map(({ value }) => Number(value)),
      ),
    );
    const x = Float32Array.from({ length: 11 }, (_, k) => k - 6);
    const ones = new Float32Array(11).fill(1);
    const columns = [elu(x, { alpha: 1.5 }), eluBackward(ones, x, { alpha: 1.5 }), selu(x), seluBackward(ones, x)];
    expect(table).toEqual(Array.from(x, (_, k) => columns.map((column) => column[k])));
    expect(await page.evaluate(() => document.getElementById("x")?.getAttribute("aria-valuetext"))).toBe(
      "x −6.00; ELU −1.4963, derivative 0.0037; SELU −1.7537, derivative 0.0044",
    );
  });
});
