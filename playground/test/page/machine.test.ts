import { describe, expect, it } from "vitest";
import { LONG } from "../../browsers/debug.js";
import { focus, isDisabled, number, type Page, set, text, untilNumber, untilText } from "../../browsers/page.js";
import { BROWSERS, visitWith } from "../../browsers/visit.js";
import { CANDIDATE_NAMES, type CandidateName } from "../../src/machine/operations.js";

const untilMeasuring = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => (document.getElementById("progress") as HTMLProgressElement).value), {
      timeout: 20_000,
    })
    .toBeGreaterThan(0);

describe.each(BROWSERS)("the machine in %s", (name) => {
  const visitor = visitWith(name);
  const relaxed = name === "webkit" ? "wasm-simd" : "wasm-relaxed-simd";
  // One page in a window that is not isolated, and WebKit without relaxed SIMD.
  const missing: readonly CandidateName[] = name === "webkit" ? ["threads", "relaxed"] : ["threads"];
  const there = CANDIDATE_NAMES.filter((candidate) => !missing.includes(candidate));

  it("runs WebAssembly SIMD and relaxed SIMD, and says so", async () => {
    const page = await visitor.open();
    expect(await text(page, "here")).toBe("wasm-simd");
    expect(await text(page, "backend-name")).toBe("wasm-simd");
    expect(await text(page, "relaxed-backend-name")).toBe(relaxed);
    expect(await text(page, "isolation-name")).toBe("no");
  });

  it(
    "is measured, with SIMD ahead of the plain loop, while the page stays free",
    async () => {
      const page = await visitor.open();
      await page.click("run");
      await untilMeasuring(page);
      await set(page, "x", 2);
      expect(await number(page, "elu-values")).toBe(2);
      expect(await isDisabled(page, "run")).toBe(true);
      await untilNumber(page, "simd-ns", (value) => value > 0);
      const figures = await Promise.all(there.map((candidate) => number(page, `${candidate}-ns`)));
      expect(figures.every((nanoseconds) => nanoseconds > 0)).toBe(true);
      const [simd, plain] = [figures[there.indexOf("simd")], figures[there.indexOf("plain")]];
      expect(simd).toBeLessThan(plain);
      const shares = await page.evaluate(
        (names) =>
          names.map((name) => Number(document.getElementById(`${name}-bar`)?.style.getPropertyValue("--share"))),
        there,
      );
      for (const [k, share] of shares.entries()) expect(share).toBeCloseTo(figures[k] / Math.max(...figures), 10);
      expect(await text(page, "benchmark-status")).toMatch(
        /^Done: ELU with alpha 1.00, in this browser: elu-simd is [\d.]+ times as fast as the plain loop\.$/,
      );
      expect(await text(page, "simd-note")).toMatch(/^[\d.]+ ×$/);
      expect([await text(page, "relu-note"), await text(page, "copy-note")]).toEqual(["", ""]);
      expect([await isDisabled(page, "run"), await isDisabled(page, "cancel")]).toEqual([false, true]);
    },
    LONG,
  );

  it.each([
    ["elu", "ELU with alpha 0.30"],
    ["elu-gradient", "ELU’s gradient with alpha 0.30"],
    ["selu", "SELU"],
    ["selu-gradient", "SELU’s gradient"],
    ["celu-gradient", "CELU’s gradient with alpha 0.30"],
  ])(
    "measures %s, too, with any alpha",
    async (operation, title) => {
      const page = await visitor.open("?alpha=0.3");
      await set(page, "operation", operation);
      expect(await text(page, "benchmark-title")).toBe(title);
      await focus(page, "run");
      await page.press(" ");
      await untilText(page, "benchmark-status", /^Done/);
      expect(await number(page, "simd-ns")).toBeGreaterThan(0);
      expect(Number.isNaN(await number(page, "scalar-ns"))).toBe(operation !== "elu");
    },
    LONG,
  );

  it("measures no CELU with an alpha of 0, and says why", async () => {
    const page = await visitor.open("?alpha=0&measure=celu");
    expect(await isDisabled(page, "run")).toBe(true);
    expect(await text(page, "benchmark-status")).toBe("CELU divides by alpha: there is none at 0.");
    await set(page, "machine-alpha", 1);
    expect(await isDisabled(page, "run")).toBe(false);
  });

  it(
    "is not measured on when that is cancelled, and can be measured again",
    async () => {
      const page = await visitor.open();
      await page.evaluate(() => {
        const { terminate } = Worker.prototype;
        Worker.prototype.terminate = function () {
          document.documentElement.dataset.ended = "yes";
          terminate.call(this);
        };
      });
      await page.click("run");
      await untilMeasuring(page);
      await page.click("cancel");
      expect(await text(page, "benchmark-status")).toBe("Cancelled.");
      expect(await page.evaluate(() => document.documentElement.dataset.ended)).toBe("yes");
      expect([await isDisabled(page, "run"), await isDisabled(page, "cancel")]).toEqual([false, true]);
      expect(await number(page, "simd-ns")).toBeNaN();
      await page.click("run");
      await untilNumber(page, "simd-ns", (value) => value > 0);
    },
    LONG,
  );
});
