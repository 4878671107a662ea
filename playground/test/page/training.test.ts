import { elu } from "elu-simd";
import { describe, expect, it } from "vitest";
import { LONG } from "../../browsers/debug.js";
import {
  entered,
  focus,
  isDisabled,
  number,
  type Page,
  pixelsOf,
  set,
  text,
  untilNumber,
  untilQuery,
  untilText,
} from "../../browsers/page.js";
import { BROWSERS, visitWith } from "../../browsers/visit.js";
import { createDuel } from "../../src/training/duel.js";
import { EXTENT, makePoints } from "../../src/training/points.js";
import { type DuelSetup, LAST_STEP } from "../../src/training/setup.js";

/** Engines differ in the last bits of Math.exp and its like, and training makes more of them. */
async function expectStart(page: Page, setup: DuelSetup): Promise<void> {
  const { elu, relu } = createDuel(setup).advance({ steps: 0 });
  for (const [name, loss] of Object.entries({ elu: elu.loss, relu: relu.loss })) {
    await untilNumber(page, `${name}-loss`, (shown) => Math.abs(shown - loss) < 1e-5);
  }
  expect(await number(page, "training-step")).toBe(0);
}

/** How many points lie on a pixel of ELU's plane that is nearer to the colour of their class. */
function rightOnPicture(page: Page, positions: number[], classes: number[], extent: number): Promise<number> {
  return page.evaluate(
    (positions, classes, extent) => {
      const canvas = document.getElementById("elu-boundary") as HTMLCanvasElement;
      const { width, height } = canvas;
      const pixels = canvas.getContext("2d")?.getImageData(0, 0, width, height).data;
      if (!pixels) throw new Error("no picture");
      return classes.filter((ofClass, n) => {
        const column = Math.floor(((positions[2 * n] / extent + 1) / 2) * width);
        const row = Math.floor(((1 - positions[2 * n + 1] / extent) / 2) * height);
        const [red, green] = pixels.subarray(4 * (row * width + column));
        // Class 0 is painted green, class 1 red.
        return red > green === (ofClass === 1);
      }).length;
    },
    positions,
    classes,
    extent,
  );
}

describe.each(BROWSERS)("training in %s", (name) => {
  const visitor = visitWith(name);
  const setup: DuelSetup = { dataSet: "spirals", network: "12x8", seed: 1, alpha: 1 };

  it("starts as the set, the layers, the seed and alpha say", async () => {
    const page = await visitor.open();
    await expectStart(page, setup);
    await page.click("data-moons");
    await expectStart(page, { ...setup, dataSet: "moons" });
    await set(page, "network", "2x16");
    await expectStart(page, { ...setup, dataSet: "moons", network: "2x16" });
    await set(page, "seed", 5);
    await expectStart(page, { ...setup, dataSet: "moons", network: "2x16", seed: 5 });
    await set(page, "training-alpha", 0.5);
    await expectStart(page, { dataSet: "moons", network: "2x16", seed: 5, alpha: 0.5 });
    expect(await number(page, "elu-values")).toBe(elu(Float32Array.of(-1), { alpha: 0.5 })[0]);
    await untilQuery(page, "?alpha=0.5&data=moons&network=2x16&seed=5");
  });

  it("takes no seed that is none, and says so", async () => {
    const page = await visitor.open("?seed=5");
    await set(page, "seed", 0);
    expect(await entered(page, "seed")).toBe("5");
    expect(await text(page, "seed-error")).toBe("A seed is a whole number from 1 to 999. It stays at 5.");
  });

  it("goes one step at a time, plays, pauses and starts again", async () => {
    const page = await visitor.open();
    const duel = createDuel(setup);
    for (const step of [1, 2, 3]) {
      if (step === 2) {
        await focus(page, "step");
        await page.press(" ");
      } else await page.click("step");
      await untilNumber(page, "training-step", (value) => value === step);
      const { elu } = duel.advance({ steps: 1 });
      await untilNumber(page, "elu-loss", (shown) => Math.abs(shown - elu.loss) < 1e-4);
    }
    await page.click("play");
    expect(await text(page, "play")).toBe("Pause");
    await untilNumber(page, "training-step", (value) => value > 10);
    await page.click("play");
    expect(await text(page, "play")).toBe("Play");
    // Longer than the steps take that are under way.
    await new Promise((resolve) => setTimeout(resolve, 500));
    const paused = await number(page, "training-step");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await number(page, "training-step")).toBe(paused);
    await page.click("reset");
    await expectStart(page, setup);
  });

  it(
    "lowers the loss at full speed, shows ELU's boundary around the spirals, and says who was first",
    async () => {
      const page = await visitor.open();
      const start = await number(page, "elu-loss");
      await page.click("full-speed");
      await page.click("play");
      await untilNumber(page, "training-step", (value) => value === LAST_STEP);
      await untilText(
        page,
        "training-status",
        /^After 600 steps: .*ELU.* Of 96 units each, \d+ are dead with ReLU, \d+ with ELU\.$/,
      );
      expect(await number(page, "elu-loss")).toBeLessThan(start / 100);
      for (const learner of ["elu", "relu"]) {
        expect(await number(page, `${learner}-speed`)).toBeGreaterThan(0);
        expect(await pixelsOf(page, "#loss-chart", `--${learner}`)).toBeGreaterThan(50);
      }
      expect(await number(page, "elu-separated")).toBe(1);
      expect(await isDisabled(page, "step")).toBe(true);

      const { positions, classes } = makePoints("spirals", 1);
      expect(await rightOnPicture(page, [...positions], [...classes], EXTENT)).toBeGreaterThan(0.97 * classes.length);

      await page.click("play");
      await untilNumber(page, "training-step", (value) => value < LAST_STEP);
      await page.click("reset");
      await expectStart(page, setup);
      expect(await isDisabled(page, "step")).toBe(false);
    },
    LONG,
  );

  it("shows means, dead units and gradients of the layers as they stand", async () => {
    const page = await visitor.open();
    const { elu, relu } = createDuel(setup).advance({ steps: 0 });
    const meanOf = (layers: typeof elu.layers) => layers.reduce((sum, { mean }) => sum + mean, 0) / layers.length;
    expect(await number(page, "elu-mean")).toBeCloseTo(meanOf(elu.layers), 3);
    expect(await number(page, "relu-mean")).toBeCloseTo(meanOf(relu.layers), 3);
    expect(await number(page, "relu-mean")).toBeGreaterThan(await number(page, "elu-mean"));
    expect(await number(page, "elu-dead")).toBe(0);
    expect(await number(page, "relu-dead")).toBe(relu.layers.reduce((sum, { dead }) => sum + dead, 0));
    for (const chart of ["#mean-chart", "#dead-chart", "#gradient-chart"]) {
      for (const colour of ["--elu", "--relu"]) expect(await pixelsOf(page, chart, colour)).toBeGreaterThan(50);
    }
    await set(page, "network", "2x16");
    await untilText(page, "elu-dead", /^0 of 32$/);
  });

  it(
    "tries alphas, and shows what they do",
    async () => {
      const page = await visitor.open("?network=2x16&data=moons");
      await page.click("try-alphas");
      await untilText(page, "alphas-status", /^Quickest here: alpha [\d.]+, after \d+ steps in the median; ReLU .*\.$/);
      for (const chart of ["#alphas-steps-chart", "#alphas-accuracy-chart"]) {
        expect(await pixelsOf(page, chart, "--elu")).toBeGreaterThan(50);
      }
      const rows = await page.evaluate(() => document.querySelectorAll("#alphas tbody tr").length);
      expect(rows).toBe(7);
      await set(page, "network", "4x8");
      expect(await text(page, "alphas-status")).toBe("");
    },
    LONG,
  );

  it("stops trying alphas when that is cancelled", async () => {
    const page = await visitor.open();
    await focus(page, "try-alphas");
    await page.press(" ");
    await expect.poll(() => isDisabled(page, "cancel-alphas")).toBe(false);
    await page.press(" ");
    expect(await text(page, "alphas-status")).toBe("Cancelled.");
    expect(await isDisabled(page, "try-alphas")).toBe(false);
  });
});
