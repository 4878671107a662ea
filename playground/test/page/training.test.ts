import { elu } from "elu-simd";
import type { Page } from "puppeteer-core";
import { describe, expect, it } from "vitest";
import { BROWSERS } from "../../browsers/launch.mjs";
import { click, isDisabled, number, pixelsOf, set, text, untilNumber, untilQuery } from "../../browsers/page.js";
import { LONG, visitWith } from "../../browsers/visit.js";
import { createDuel, type DuelSetup } from "../../src/training/duel.js";
import { EXTENT, makePoints } from "../../src/training/points.js";

describe.each(BROWSERS)("training in %s", (name) => {
  const { open } = visitWith(name);
  let page: Page;

  /** Engines differ in the last bits of Math.exp and its like, and training makes more of them. */
  const expectStart = async (setup: DuelSetup) => {
    const { elu, relu } = createDuel(setup).advance({ steps: 0 });
    for (const [name, loss] of Object.entries({ elu: elu.loss, relu: relu.loss })) {
      await untilNumber(page, `${name}-loss`, (shown) => Math.abs(shown - loss) < 1e-5);
    }
    expect(await number(page, "training-step")).toBe(0);
  };
  const setup: DuelSetup = { dataSet: "spirals", network: "4x8", seed: 1, alpha: 1 };

  it("starts as the set, the layers, the seed and alpha say", async () => {
    page = await open();
    await expectStart(setup);
    await click(page, "data-moons");
    await expectStart({ ...setup, dataSet: "moons" });
    await page.select("#network", "2x16");
    await expectStart({ ...setup, dataSet: "moons", network: "2x16" });
    await set(page, "seed", 5);
    await expectStart({ ...setup, dataSet: "moons", network: "2x16", seed: 5 });
    await set(page, "training-alpha", 0.5);
    await expectStart({ dataSet: "moons", network: "2x16", seed: 5, alpha: 0.5 });
    expect(await number(page, "elu-values")).toBe(elu(Float32Array.of(-1), { alpha: 0.5 })[0]);
    await untilQuery(page, "?alpha=0.5&data=moons&network=2x16&seed=5");
    await set(page, "seed", 0);
    expect(await page.$eval("#seed", (field) => (field as HTMLInputElement).value)).toBe("5");
  });

  it("goes one step at a time, plays, pauses and starts again", async () => {
    page = await open();
    const duel = createDuel(setup);
    for (const step of [1, 2, 3]) {
      await click(page, "step");
      await untilNumber(page, "training-step", (value) => value === step);
      const { elu } = duel.advance({ steps: 1 });
      await untilNumber(page, "elu-loss", (shown) => Math.abs(shown - elu.loss) < 1e-4);
    }
    await click(page, "play");
    expect(await text(page, "play")).toBe("Pause");
    await untilNumber(page, "training-step", (value) => value > 10);
    await click(page, "play");
    expect(await text(page, "play")).toBe("Play");
    await new Promise((resolve) => setTimeout(resolve, 200));
    const paused = await number(page, "training-step");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await number(page, "training-step")).toBe(paused);
    await click(page, "reset");
    await expectStart(setup);
  });

  it(
    "at full speed lowers the loss, and ELU's boundary separates the spirals",
    async () => {
      page = await open();
      const start = await number(page, "elu-loss");
      await click(page, "full-speed");
      await click(page, "play");
      await untilNumber(page, "training-step", (value) => value === 3000);
      await expect.poll(() => text(page, "training-status")).toBe("Done after 3,000 steps.");
      for (const name of ["elu", "relu"]) {
        expect(await number(page, `${name}-loss`)).toBeLessThan(start / 100);
        expect(await number(page, `${name}-speed`)).toBeGreaterThan(0);
      }
      expect(await number(page, "elu-separated")).toBe(1);
      expect(await isDisabled(page, "step")).toBe(true);
      expect(await pixelsOf(page, "#loss-chart", "--elu")).toBeGreaterThan(50);
      expect(await pixelsOf(page, "#loss-chart", "--relu")).toBeGreaterThan(50);

      // The picture, and not only the number: each point lies on a pixel that is nearer to the colour of its class.
      const { positions, classes } = makePoints("spirals", 1);
      const right = await page.$eval(
        "#elu-boundary",
        (canvas, positions, classes, extent) => {
          const { width, height } = canvas as HTMLCanvasElement;
          const pixels = (canvas as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height).data;
          if (!pixels) throw new Error("no picture");
          return classes.filter((ofClass, n) => {
            const column = Math.floor(((positions[2 * n] / extent + 1) / 2) * width);
            const row = Math.floor(((1 - positions[2 * n + 1] / extent) / 2) * height);
            const [red, green] = pixels.subarray(4 * (row * width + column));
            // Class 0 is painted green, class 1 red.
            return red > green === (ofClass === 1);
          }).length;
        },
        [...positions],
        [...classes],
        EXTENT,
      );
      expect(right).toBeGreaterThan(0.97 * classes.length);

      await click(page, "play");
      await untilNumber(page, "training-step", (value) => value < 3000);
      await click(page, "reset");
      await expectStart(setup);
      expect(await isDisabled(page, "step")).toBe(false);
    },
    LONG,
  );
});
