import { elu } from "elu-simd";
import { describe, expect, it } from "vitest";
import { BROWSERS } from "../../browsers/launch.mjs";
import { click, isDisabled, number, set, text, untilNumber } from "../../browsers/page.js";
import { LONG, visitWith } from "../../browsers/visit.js";
import { CANDIDATE_NAMES } from "../../src/machine/candidates.js";

describe.each(BROWSERS)("the machine in %s", (name) => {
  const { open } = visitWith(name);

  it("runs WebAssembly SIMD and relaxed SIMD, and says so", async () => {
    const page = await open();
    expect(await text(page, "here")).toBe("wasm-simd");
    expect(await text(page, "backend-name")).toBe("wasm-simd");
    expect(await text(page, "relaxed-backend-name")).toBe("wasm-relaxed-simd");
    expect(await text(page, "isolation-name")).toBe("no");
  });

  it(
    "is measured, with SIMD ahead of the plain loop, while the page stays free",
    async () => {
      const page = await open();
      await click(page, "run");
      await page.waitForFunction(() => (document.getElementById("progress") as HTMLProgressElement).value > 0);
      await set(page, "alpha", 2);
      expect(await number(page, "elu-values")).toBe(elu(Float32Array.of(-1), { alpha: 2 })[0]);
      expect(await isDisabled(page, "run")).toBe(true);
      await untilNumber(page, "simd-ns", (value) => value > 0);
      const figures = await Promise.all(CANDIDATE_NAMES.map((candidate) => number(page, `${candidate}-ns`)));
      expect(figures.every((nanoseconds) => nanoseconds > 0)).toBe(true);
      const [relaxed, simd, scalar, js, plain, relu, copy] = figures;
      expect(simd).toBeLessThan(plain);
      expect(relaxed).toBeLessThan(plain);
      const slowest = Math.max(relaxed, simd, scalar, js, plain, relu, copy);
      const shares = await Promise.all(
        CANDIDATE_NAMES.map((candidate) =>
          page.$eval(`#${candidate}-bar`, (bar) => Number((bar as HTMLElement).style.getPropertyValue("--share"))),
        ),
      );
      expect(shares).toEqual(figures.map((nanoseconds) => nanoseconds / slowest));
      expect(await text(page, "benchmark-status")).toMatch(
        /^Done: elu-simd is [\d.]+ times as fast as the plain loop\.$/,
      );
      expect([await isDisabled(page, "run"), await isDisabled(page, "cancel")]).toEqual([false, true]);
    },
    LONG,
  );

  it(
    "is not measured on when that is cancelled, and can be measured again",
    async () => {
      const page = await open();
      const workers = page.workers().length;
      await click(page, "run");
      await page.waitForFunction(() => (document.getElementById("progress") as HTMLProgressElement).value > 0);
      expect(page.workers().length).toBe(workers + 1);
      await click(page, "cancel");
      expect(await text(page, "benchmark-status")).toBe("Cancelled.");
      expect([await isDisabled(page, "run"), await isDisabled(page, "cancel")]).toEqual([false, true]);
      await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(workers);
      expect(await number(page, "simd-ns")).toBeNaN();
      await click(page, "run");
      await untilNumber(page, "simd-ns", (value) => value > 0);
    },
    LONG,
  );
});
