/** The functions of the page in every browser. */
import { elu, eluBackward } from "elu-simd";
import { describe, expect, it } from "vitest";
import { ELU } from "../../../proof/reference/family.js";
import { BROWSERS } from "../../browsers/launch.js";
import { number, pixelsOf, set, settingOf, text, untilNumber, untilText } from "../../browsers/page.js";
import { LONG, visit } from "../../browsers/visit.js";
import { errorsOf, LARGEST, largestWithin } from "../../src/accuracy/errors.js";
import { createDuel } from "../../src/training/duel.js";
import { LAST_STEP } from "../../src/training/setup.js";

describe.each(BROWSERS)("in %s", (name) => {
  const visitor = visit(name);

  it("Tab reaches every control, and each shows that it has the focus", async () => {
    const page = await visitor.open();
    const controls = await page.evaluate(() => {
      const elements = [...document.querySelectorAll<HTMLElement>("a, button, input, select, summary, [tabindex]")];
      return elements.filter((element) => {
        return element.checkVisibility() && !element.matches(":disabled, [type=radio]:not(:checked)");
      }).length;
    });
    const reached = new Set<string>();
    // The browser's own controls may follow the last control, then the first control again.
    for (let presses = 0; presses < controls + 5; presses++) {
      await page.press("Tab");
      const control = await page.evaluate(() => {
        const focused = document.activeElement;
        return focused?.matches("a, button, input, select, summary, [tabindex]") ? focused.outerHTML.slice(0, 80) : "";
      });
      if (!control || reached.has(control)) continue;
      reached.add(control);
      const outline = () =>
        page.evaluate(() => {
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
          return `${outlineStyle} ${outlineWidth}`;
        });
      await expect.poll(outline, { message: control }).toBe("solid 2px");
    }
    expect(reached.size).toBe(controls);
  });

  it("the curve is drawn, shows the package's values, and is read by slider, key and pointer", async () => {
    const page = await visitor.open("?alpha=1.5");
    for (const curve of ["--elu", "--relu"]) expect(await pixelsOf(page, "#curve-chart", curve)).toBeGreaterThan(50);
    const expectRead = async (x: number) => {
      expect(await settingOf(page, "x")).toBe(String(x));
      const input = Float32Array.of(x);
      expect(await number(page, "elu-values")).toBe(elu(input, { alpha: 1.5 })[0]);
      expect(await number(page, "elu-derivatives")).toBe(eluBackward(Float32Array.of(1), input, { alpha: 1.5 })[0]);
    };
    await expectRead(-1);
    await set(page, "x", -3.5);
    await expectRead(-3.5);
    await page.evaluate(() => document.getElementById("x")?.focus());
    await page.press("ArrowRight");
    await expectRead(-3.5 + 1 / 64);
    await page.pointAt("#curve-chart .u-over", 0.8, 0.5);
    const x = async () => Number(await settingOf(page, "x"));
    await expect.poll(async () => Math.abs((await x()) - 2)).toBeLessThan(0.05);
    await expectRead(await x());
  });

  it(
    "both networks train as they do in Node, with charts, and the page says which one learned faster",
    async () => {
      const page = await visitor.open();
      const setup = { dataSet: "spirals", network: "12x8", seed: 1, alpha: 1 } as const;
      const start = createDuel(setup).advance(0);
      for (const learner of ["elu", "relu"] as const) {
        // Engines differ in the last bits of Math.exp.
        expect(await number(page, `${learner}-loss`)).toBeCloseTo(start[learner].loss, 4);
      }
      await page.click("play");
      await untilNumber(page, "training-step", (step) => step === LAST_STEP);
      await untilText(page, "training-status", /^(ELU|ReLU) learned faster here: .* dead with ReLU, \d+ with ELU\.$/);
      expect(await number(page, "elu-loss")).toBeLessThan(start.elu.loss / 100);
      expect(await number(page, "elu-separated")).toBe(1);
      for (const chart of ["#loss-chart", "#mean-chart", "#dead-chart", "#gradient-chart"]) {
        for (const colour of ["--elu", "--relu"]) expect(await pixelsOf(page, chart, colour)).toBeGreaterThan(50);
      }
    },
    LONG,
  );

  it(
    "every available way to compute ELU is measured while the page stays responsive",
    async () => {
      const page = await visitor.open();
      expect(await text(page, "here")).toBe("wasm-simd");
      expect(await text(page, "relaxed-backend-name")).toBe(name === "webkit" ? "wasm-simd" : "wasm-relaxed-simd");
      expect(await text(page, "exact-backend-name")).toBe("wasm-exact-simd");
      await page.click("benchmark-run");
      await set(page, "x", 2);
      expect(await number(page, "elu-values")).toBe(2);
      expect(await text(page, "benchmark-run")).toBe("Cancel");
      await untilText(page, "benchmark-status", /^Done, ELU with alpha 1.00: elu-simd is [\d.]+ times as fast/);
      for (const candidate of ["simd", "exact", "scalar", "js", "plain", "relu"]) {
        expect(await number(page, `${candidate}-ns`)).toBeGreaterThan(0);
      }
      const missing = await text(page, "benchmark-missing");
      expect(missing).toMatch(name === "webkit" ? /^Not available here: elu-simd\/relaxed\./ : /^$/);
      expect(await text(page, "benchmark-run")).toBe("Run benchmark");
    },
    LONG,
  );

  it("the page finds the same errors of the kernels as Node, within the documented bound", async () => {
    const page = await visitor.open("?alpha=0.3");
    await untilNumber(page, "simd-near", (value) => value > 0);
    const errors = errorsOf(0.3);
    // Engines differ in the last bits of Math.expm1, the reference here.
    expect(await number(page, "simd-near")).toBeCloseTo(largestWithin(errors.simd, 0, 1e-4), 4);
    expect(await number(page, "simd-far")).toBeCloseTo(largestWithin(errors.simd, 1e-4, LARGEST), 4);
    // At any alpha but 1, elu-simd/exact promises 0.5 + 2^-24.
    for (const where of ["near", "far"])
      expect(await number(page, `exact-${where}`)).toBeLessThanOrEqual(0.5 + 2 ** -24);
    expect(await number(page, "promised")).toBe(ELU.valueBound(0.3));
    expect(await pixelsOf(page, "#accuracy-chart", "--simd")).toBeGreaterThan(50);
    for (const line of ["--exact", "--relaxed"])
      expect(await pixelsOf(page, "#kernels-chart", line)).toBeGreaterThan(50);
    await set(page, "alpha", 1);
    await untilNumber(page, "promised", (bound) => bound === ELU.valueBound(1));
  });
});
