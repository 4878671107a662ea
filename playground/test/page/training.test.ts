import { describe, expect, it } from "vitest";
import { isDisabled, number, type Page, set, text, untilNumber, untilQuery, untilText } from "../../browsers/page.js";
import { LONG, visit } from "../../browsers/visit.js";
import { ALPHAS } from "../../src/training/alphas.js";
import { createDuel } from "../../src/training/duel.js";
import { EXTENT, makePoints } from "../../src/training/points.js";
import { type DuelSetup, LAST_STEP } from "../../src/training/setup.js";

const SETUP: DuelSetup = { dataSet: "spirals", network: "12x8", seed: 1, alpha: 1 };

async function expectStart(page: Page, setup: DuelSetup): Promise<void> {
  const { elu, relu } = createDuel(setup).advance(0);
  for (const [name, loss] of Object.entries({ elu: elu.loss, relu: relu.loss })) {
    // Engines differ in the last bits of Math.exp.
    await untilNumber(page, `${name}-loss`, (shown) => Math.abs(shown - loss) < 1e-5);
  }
  expect(await number(page, "training-step")).toBe(0);
}

/** The number of points on a pixel of ELU's plane in the colour of their class. */
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
        // Class 0 is green, class 1 red.
        return red > green === (ofClass === 1);
      }).length;
    },
    positions,
    classes,
    extent,
  );
}

describe("training", () => {
  const visitor = visit("chromium");

  it("starts from the chosen points, layers, seed and alpha, which is not the curve's", async () => {
    const page = await visitor.open("?alpha=2.6");
    await expectStart(page, SETUP);
    await page.click("data-moons");
    await set(page, "network", "2x16");
    await expectStart(page, { ...SETUP, dataSet: "moons", network: "2x16" });
    await set(page, "seed", 5);
    await set(page, "training-alpha", 0.5);
    await expectStart(page, { dataSet: "moons", network: "2x16", seed: 5, alpha: 0.5 });
    await untilQuery(page, "?alpha=2.6&dataSet=moons&network=2x16&seed=5&trainingAlpha=0.5");
  });

  it("takes single steps, plays, pauses and restarts, and its status matches its button", async () => {
    const page = await visitor.open();
    const duel = createDuel(SETUP);
    for (const step of [1, 2, 3]) {
      await page.click("step");
      await untilNumber(page, "training-step", (value) => value === step);
      const { elu } = duel.advance(1);
      await untilNumber(page, "elu-loss", (shown) => Math.abs(shown - elu.loss) < 1e-4);
    }
    const expectButton = async (button: string, sentence: RegExp) => {
      expect(await text(page, "play")).toBe(button);
      expect(await text(page, "training-status")).toMatch(sentence);
    };
    await page.click("play");
    await untilNumber(page, "training-step", (value) => value > 10);
    await expectButton("Pause", /^Training/);
    await set(page, "training-alpha", 1.5);
    await expectButton("Pause", /^Training/);
    await page.click("play");
    await expectButton("Play", /^Play trains both/);
    // Once the steps in flight are done, none follows.
    const advance = async () => {
      const before = await number(page, "training-step");
      await new Promise((resolve) => setTimeout(resolve, 300));
      return (await number(page, "training-step")) - before;
    };
    await expect.poll(advance).toBe(0);
    await expectButton("Play", /^Play trains both/);
    await page.click("restart");
    await expectStart(page, { ...SETUP, alpha: 1.5 });
  });

  it(
    "at the end shows ELU's boundary around the spirals, and still the gradients of the first step",
    async () => {
      const page = await visitor.open();
      const gradient = await number(page, "relu-gradient");
      const { relu } = createDuel(SETUP).advance(0);
      expect(gradient).toBeCloseTo(relu.layers[0].gradient / relu.layers[11].gradient, 3);
      await page.click("play");
      await untilNumber(page, "training-step", (value) => value === LAST_STEP);
      expect(await page.evaluate(() => document.querySelector(".steps")?.textContent)).toBe(
        `step ${LAST_STEP} of ${LAST_STEP}`,
      );
      expect(await isDisabled(page, "step")).toBe(true);
      expect(await number(page, "relu-gradient")).toBe(gradient);
      const { positions, classes } = makePoints("spirals", 1);
      expect(await rightOnPicture(page, [...positions], [...classes], EXTENT)).toBeGreaterThan(0.97 * classes.length);
      await page.click("play");
      await untilNumber(page, "training-step", (value) => value < LAST_STEP);
      await page.click("restart");
      await expectStart(page, SETUP);
      expect(await isDisabled(page, "step")).toBe(false);
    },
    LONG,
  );

  it("shows the means and dead units of the layers, in networks of any depth", async () => {
    const page = await visitor.open();
    const { elu, relu } = createDuel(SETUP).advance(0);
    const meanOf = (layers: typeof elu.layers) => layers.reduce((sum, { mean }) => sum + mean, 0) / layers.length;
    expect(await number(page, "elu-mean")).toBeCloseTo(meanOf(elu.layers), 3);
    expect(await number(page, "relu-mean")).toBeCloseTo(meanOf(relu.layers), 3);
    expect(await number(page, "relu-dead")).toBe(relu.layers.reduce((sum, { dead }) => sum + dead, 0));
    await set(page, "network", "2x16");
    await untilText(page, "elu-dead", /^0 of 32$/);
  });

  it(
    "trains with all alphas, lists each outcome as it arrives, and states a conclusion",
    async () => {
      const page = await visitor.open("?network=2x16&data=moons");
      const listed = async () => {
        const steps = await Promise.all(ALPHAS.map((alpha) => number(page, `steps-${alpha}`)));
        return steps.filter((steps) => steps > 0).length;
      };
      await page.click("alphas-run");
      await expect.poll(listed, { interval: 20 }).toBeGreaterThan(0);
      expect(await listed()).toBeLessThan(ALPHAS.length);
      await untilText(page, "alphas-status", /steps in the median/);
      expect(await listed()).toBe(ALPHAS.length);
      await set(page, "network", "4x8");
      expect([await text(page, "alphas-status"), await listed()]).toEqual(["", 0]);
    },
    LONG,
  );
});
