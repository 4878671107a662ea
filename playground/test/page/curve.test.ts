import { celu, celuBackward, elu, eluBackward, selu, seluBackward } from "elu-simd";
import { describe, expect, it } from "vitest";
import {
  entered,
  focus,
  isChecked,
  number,
  type Page,
  pixelsOf,
  search,
  set,
  text,
  untilQuery,
  untilText,
} from "../../browsers/page.js";
import { BROWSERS, visitWith } from "../../browsers/visit.js";

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

/** What formulas stand under the name of a curve, as they are read. */
function formulasOf(page: Page, curve: string): Promise<string[]> {
  return page.evaluate((curve) => {
    const rows = [...document.querySelectorAll<HTMLElement>(`#${curve}-rows .formula`)];
    return rows
      .filter(({ offsetParent }) => offsetParent)
      .map(({ textContent }) => textContent?.replace(/\s/g, "") ?? "");
  }, curve);
}

describe.each(BROWSERS)("the curve in %s", (name) => {
  const visitor = visitWith(name);

  it("shows the package's values at first", async () => {
    const page = await visitor.open();
    await expectValues(page, -1, 1);
    await untilQuery(page, "");
  });

  it("is whole on a screen of 1280 by 900 pixels, with its slider", async () => {
    const page = await visitor.open("", 1280);
    const bottom = await page.evaluate(() => document.getElementById("x-value")?.getBoundingClientRect().bottom);
    expect(bottom).toBeLessThan(900);
  });

  it("follows alpha's sliders, its field and the arrow keys", async () => {
    const page = await visitor.open();
    await set(page, "alpha", 2.5);
    await expectValues(page, -1, 2.5);
    expect(await entered(page, "alpha-field")).toBe("2.5");
    await set(page, "alpha-field", 0.75);
    await expectValues(page, -1, 0.75);
    await focus(page, "alpha");
    await page.press("ArrowRight");
    await expectValues(page, -1, 0.76);
    await untilQuery(page, "?alpha=0.76");
  });

  it("takes what is typed into alpha's field", async () => {
    const page = await visitor.open();
    await page.click("alpha-field");
    await page.evaluate(() => (document.activeElement as HTMLInputElement).select());
    for (const key of ["2", ".", "2", "5"]) await page.press(key);
    await expectValues(page, -1, 2.25);
  });

  it("takes no alpha that makes no sense, says so, and shows the last one when the field is left", async () => {
    const page = await visitor.open();
    await set(page, "alpha", 2);
    await focus(page, "alpha-field");
    await set(page, "alpha-field", -1);
    await expectValues(page, -1, 2);
    expect(await entered(page, "alpha-field")).toBe("2");
    expect(await text(page, "alpha-field-error")).toMatch(/^Alpha goes from 0 to 3 on this page.* It stays at 2\.$/);
    await set(page, "alpha-field", 1.5);
    expect(await text(page, "alpha-field-error")).toBe("");
  });

  it("tells a small alpha as it is, in the code and in the formulas", async () => {
    const page = await visitor.open("?alpha=0.001");
    const code = await page.evaluate(() => document.querySelector(".example")?.textContent);
    expect(code).toContain("elu(x, { alpha: 0.001 });\n// -0.0008647, 0, 3");
    expect(await formulasOf(page, "elu")).toEqual(["x>0x1", "x≤00.001(ex−1)0.001ex"]);
  });

  it("tells the formulas of the curves that are shown, with alpha in them", async () => {
    const page = await visitor.open("?curves=elu,celu&alpha=2");
    expect(await formulasOf(page, "elu")).toEqual(["x>0x1", "x≤02.00(ex−1)2.00ex"]);
    expect(await formulasOf(page, "celu")).toEqual(["x>0x1", "x≤02.00(ex/2.00−1)ex/2.00"]);
    expect(await formulasOf(page, "selu")).toEqual([]);
    await page.click("show-selu");
    expect(await formulasOf(page, "selu")).toEqual(["x>01.0507x1.0507", "x≤01.7581(ex−1)1.7581ex"]);
    await set(page, "alpha", 0.5);
    expect(await formulasOf(page, "celu")).toEqual(["x>0x1", "x≤00.50(ex/0.50−1)ex/0.50"]);
  });

  it("has no CELU where alpha is 0", async () => {
    const page = await visitor.open("?alpha=0&curves=celu");
    expect(await number(page, "celu-values")).toBeNaN();
    expect(await text(page, "celu-values")).toBe("–");
    expect(await number(page, "elu-values")).toBe(0);
  });

  it("is read where its slider says, in line with the plot", async () => {
    const page = await visitor.open();
    await set(page, "x", -3.5);
    await expectValues(page, -3.5, 1);
    await focus(page, "x");
    await page.press("ArrowRight");
    await expectValues(page, -3.5 + 1 / 64, 1);
    const [plot, slider] = await page.evaluate(() =>
      ["#curve-chart .u-over", "#x"].map((selector) => {
        const { left = 0, right = 0 } = document.querySelector(selector)?.getBoundingClientRect() ?? {};
        return [left, right];
      }),
    );
    // The middle of the thumb is half its width, 9 pixels, from the end of the slider.
    expect(slider[0] + 9).toBeCloseTo(plot[0], 0);
    expect(slider[1] - 9).toBeCloseTo(plot[1], 0);
  });

  it("is read where the pointer is", async () => {
    const page = await visitor.open();
    for (const [part, x] of [
      [0.5, -1],
      [0.8, 2],
    ]) {
      await page.pointAt("#curve-chart .u-over", part, 0.5);
      await expect.poll(async () => Math.abs((await number(page, "x-value")) - x)).toBeLessThan(0.05);
    }
    await expectValues(page, await number(page, "x-value"), 1);
  });

  it("is read by the keys on the plot, which tells what it shows", async () => {
    const page = await visitor.open("?curves=elu,relu");
    await focus(page, "curve-chart");
    for (const [key, x] of [
      ["ArrowRight", -1 + 1 / 16],
      ["ArrowLeft", -1],
      ["PageUp", 0],
      ["End", 4],
      ["Home", -6],
      ["PageDown", -6],
    ] as const) {
      await page.press(key);
      expect(await number(page, "x-value")).toBe(x);
    }
    expect(await page.evaluate(() => document.getElementById("curve-chart")?.getAttribute("aria-valuetext"))).toBe(
      "x −6.00; ELU −0.9975, derivative 0.0025; ReLU 0.0000, derivative 0.0000",
    );
  });

  it.each(["relu", "leaky", "selu", "celu"])(
    "draws and lists %s when it is switched on, and no more when off",
    async (curve) => {
      // With an alpha of 1, CELU lies under ELU: both are drawn by turns.
      const page = await visitor.open();
      const columns = () => page.evaluate(() => document.querySelectorAll("#values thead th").length);
      const drawn = () => pixelsOf(page, "#curve-chart", `--${curve}`);
      expect([await columns(), await drawn()]).toEqual([3, 0]);
      await page.click(`show-${curve}`);
      expect(await columns()).toBe(5);
      await expect.poll(drawn).toBeGreaterThan(50);
      expect(await pixelsOf(page, "#curve-chart", "--elu")).toBeGreaterThan(50);
      await untilQuery(page, `?curves=elu,${curve}`);
      await focus(page, `show-${curve}`);
      await page.press(" ");
      await expect.poll(drawn).toBe(0);
      await untilQuery(page, "");
    },
  );

  it("draws derivatives or leaves them out", async () => {
    const page = await visitor.open();
    const drawn = () => pixelsOf(page, "#curve-chart", "--elu");
    const both = await drawn();
    await page.click("derivatives");
    await expect.poll(drawn).toBeLessThan(0.95 * both);
    await untilQuery(page, "?derivatives=false");
  });

  it("is told as a table, too, by the package's functions", async () => {
    const page = await visitor.open("?alpha=1.5&curves=elu,selu");
    const table = await page.evaluate(() =>
      [...document.querySelectorAll("#values tbody tr")].map((row) =>
        [...row.querySelectorAll("data")].map(({ value }) => Number(value)),
      ),
    );
    const x = Float32Array.from({ length: 11 }, (_, k) => k - 6);
    const ones = new Float32Array(11).fill(1);
    const columns = [elu(x, { alpha: 1.5 }), eluBackward(ones, x, { alpha: 1.5 }), selu(x), seluBackward(ones, x)];
    expect(table).toEqual(Array.from(x, (_, k) => columns.map((column) => column[k])));
  });

  it("says that the table is wider than a phone", async () => {
    const page = await visitor.open("?curves=elu,relu,leaky,selu,celu", 390);
    await page.evaluate(() => document.querySelector<HTMLElement>("#curve > details > summary")?.click());
    await untilText(page, "values-hint", /scrolls sideways/);
    await expect.poll(() => page.evaluate(() => document.getElementById("values-hint")?.hidden)).toBe(false);
  });

  it("is the same for who follows the link", async () => {
    let page = await visitor.open();
    await set(page, "alpha", 1.75);
    await page.click("show-selu");
    await set(page, "x", -2);
    await untilQuery(page, "?alpha=1.75&curves=elu,selu&x=-2");
    page = await visitor.open(await search(page));
    await expectValues(page, -2, 1.75);
    expect(await isChecked(page, "show-selu")).toBe(true);
    expect(await isChecked(page, "show-relu")).toBe(false);
  });

  it("copies the line that installs the package, or selects it", async () => {
    const page = await visitor.open();
    await page.click("copy");
    await untilText(page, "copy", /^(Copied|Selected)$/);
  });
});
