import { celu, celuBackward, elu, eluBackward, selu, seluBackward } from "elu-simd";
import type { Page } from "puppeteer-core";
import { describe, expect, it } from "vitest";
import { BROWSERS } from "../../browsers/launch.mjs";
import { click, number, pixelsOf, set, text, untilQuery } from "../../browsers/page.js";
import { visitWith } from "../../browsers/visit.js";

const at = (x: number) => Float32Array.of(x);
const one = Float32Array.of(1);

describe.each(BROWSERS)("the curve in %s", (name) => {
  const { open } = visitWith(name);
  let page: Page;

  const expectValues = async (x: number, alpha: number) => {
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
  };

  /** Moves the pointer to that part of the plot's width, again until the page, which may still scroll, reads x there. */
  const pointAt = async (part: number, x: number) => {
    const plot = await page.$("#curve-chart .u-over");
    await plot?.scrollIntoView();
    const distance = async () => {
      const box = await plot?.boundingBox();
      if (!box) throw new Error("the chart has no plot");
      await page.mouse.move(box.x + box.width * part, box.y + box.height / 2);
      return Math.abs((await number(page, "x-value")) - x);
    };
    await expect.poll(distance, { timeout: 20_000 }).toBeLessThan(0.05);
  };

  it("shows the package's values at first", async () => {
    page = await open();
    await expectValues(-1, 1);
    await untilQuery(page, "");
  });

  it("follows alpha's slider, its field and the arrow keys", async () => {
    page = await open();
    await set(page, "alpha", 2.5);
    await expectValues(-1, 2.5);
    expect(await page.$eval("#alpha-field", (field) => (field as HTMLInputElement).value)).toBe("2.5");
    await set(page, "alpha-field", 0.75);
    await expectValues(-1, 0.75);
    await page.focus("#alpha");
    await page.keyboard.press("ArrowRight");
    await expectValues(-1, 0.76);
    await untilQuery(page, "?alpha=0.76");
  });

  it("takes no alpha that makes no sense, and shows the last one when the field is left", async () => {
    page = await open();
    await set(page, "alpha", 2);
    await page.focus("#alpha-field");
    await set(page, "alpha-field", -1);
    await expectValues(-1, 2);
    expect(await page.$eval("#alpha-field", (field) => (field as HTMLInputElement).value)).toBe("2");
  });

  it("has no CELU where alpha is 0", async () => {
    page = await open("?alpha=0&curves=celu");
    expect(await number(page, "celu-values")).toBeNaN();
    expect(await text(page, "celu-values")).toBe("–");
    expect(await number(page, "elu-values")).toBe(0);
  });

  it("is read where its slider, the arrow keys or the pointer say", async () => {
    page = await open();
    await set(page, "x", -3.5);
    await expectValues(-3.5, 1);
    await page.focus("#x");
    await page.keyboard.press("ArrowRight");
    await expectValues(-3.5 + 1 / 64, 1);
    await pointAt(0.5, -1);
    await expectValues(await number(page, "x-value"), 1);
    await pointAt(0.8, 2);
  });

  it.each(["relu", "leaky", "selu", "celu"])(
    "draws and lists %s when it is switched on, and no more when off",
    async (curve) => {
      // With an alpha of 1, CELU would lie under ELU.
      page = await open("?alpha=2");
      await page.$eval("details", (details) => {
        (details as HTMLDetailsElement).open = true;
      });
      const columns = () => page.$$eval("#values thead th", (headings) => headings.length);
      const drawn = () => pixelsOf(page, "#curve-chart", `--${curve}`);
      expect([await columns(), await drawn()]).toEqual([3, 0]);
      await click(page, `show-${curve}`);
      expect(await columns()).toBe(5);
      await expect.poll(drawn).toBeGreaterThan(50);
      await untilQuery(page, `?alpha=2&curves=elu,${curve}`);
      await click(page, `show-${curve}`);
      await expect.poll(drawn).toBe(0);
      await untilQuery(page, "?alpha=2");
    },
  );

  it("draws derivatives or leaves them out", async () => {
    page = await open();
    const drawn = () => pixelsOf(page, "#curve-chart", "--elu");
    const both = await drawn();
    await click(page, "derivatives");
    await expect.poll(drawn).toBeLessThan(0.95 * both);
    await untilQuery(page, "?derivatives=false");
  });

  it("is told as a table, too, by the package's functions", async () => {
    page = await open("?alpha=1.5&curves=elu,selu");
    const table = await page.$$eval("#values tbody tr", (rows) =>
      rows.map((row) => [...row.querySelectorAll("data")].map(({ value }) => Number(value))),
    );
    const x = Float32Array.from({ length: 11 }, (_, k) => k - 6);
    const ones = new Float32Array(11).fill(1);
    const columns = [elu(x, { alpha: 1.5 }), eluBackward(ones, x, { alpha: 1.5 }), selu(x), seluBackward(ones, x)];
    expect(table).toEqual(Array.from(x, (_, k) => columns.map((column) => column[k])));
  });

  it("is the same for who follows the link", async () => {
    page = await open();
    await set(page, "alpha", 1.75);
    await click(page, "show-selu");
    await set(page, "x", -2);
    await untilQuery(page, "?alpha=1.75&curves=elu,selu&x=-2");
    page = await open(new URL(page.url()).search);
    await expectValues(-2, 1.75);
    expect(await page.$eval("#show-selu", (input) => (input as HTMLInputElement).checked)).toBe(true);
    expect(await page.$eval("#show-relu", (input) => (input as HTMLInputElement).checked)).toBe(false);
  });

  it("copies the line that installs the package, or selects it", async () => {
    page = await open();
    await click(page, "copy");
    await expect.poll(() => text(page, "copy")).toMatch(/^(Copied|Selected)$/);
  });
});
