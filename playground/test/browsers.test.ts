/** The page, as it is built, in Chromium and Firefox: every control, read from the page and compared with the package. */
import { celu, celuBackward, elu, eluBackward, selu, seluBackward } from "elu-simd";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BROWSERS, launch } from "../browsers/launch.mjs";
import { serve } from "../browsers/serve.mjs";
import { errorsOf, LARGEST, largestWithin, SMALLEST } from "../src/accuracy/errors.js";
import { CANDIDATE_NAMES } from "../src/machine/candidates.js";
import { createDuel, type DuelSetup } from "../src/training/duel.js";
import { EXTENT, makePoints } from "../src/training/points.js";
import { click, isDisabled, number, open, pixelsOf, set, text, untilNumber, untilQuery } from "./page.js";

const LONG = 120_000;

describe.each(BROWSERS)("in %s", (name) => {
  let site: Awaited<ReturnType<typeof serve>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    site = await serve();
    browser = await launch(name);
  }, LONG);

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  afterEach(() => page.close());

  const at = (x: number) => Float32Array.of(x);
  const one = Float32Array.of(1);

  describe("the curve", () => {
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
      page = await open(browser, site.url);
      await expectValues(-1, 1);
      await untilQuery(page, "");
    });

    it("follows alpha's slider, its field and the arrow keys", async () => {
      page = await open(browser, site.url);
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
      page = await open(browser, site.url);
      await set(page, "alpha", 2);
      await page.focus("#alpha-field");
      await set(page, "alpha-field", -1);
      await expectValues(-1, 2);
      expect(await page.$eval("#alpha-field", (field) => (field as HTMLInputElement).value)).toBe("2");
    });

    it("has no CELU where alpha is 0", async () => {
      page = await open(browser, `${site.url}?alpha=0&curves=celu`);
      expect(await number(page, "celu-values")).toBeNaN();
      expect(await text(page, "celu-values")).toBe("–");
      expect(await number(page, "elu-values")).toBe(0);
    });

    it("is read where its slider, the arrow keys or the pointer say", async () => {
      page = await open(browser, site.url);
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
        page = await open(browser, `${site.url}?alpha=2`);
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
      page = await open(browser, site.url);
      const drawn = () => pixelsOf(page, "#curve-chart", "--elu");
      const both = await drawn();
      await click(page, "derivatives");
      await expect.poll(drawn).toBeLessThan(0.95 * both);
      await untilQuery(page, "?derivatives=false");
    });

    it("is told as a table, too, by the package's functions", async () => {
      page = await open(browser, `${site.url}?alpha=1.5&curves=elu,selu`);
      const table = await page.$$eval("#values tbody tr", (rows) =>
        rows.map((row) => [...row.querySelectorAll("data")].map(({ value }) => Number(value))),
      );
      const x = Float32Array.from({ length: 11 }, (_, k) => k - 6);
      const ones = new Float32Array(11).fill(1);
      const columns = [elu(x, { alpha: 1.5 }), eluBackward(ones, x, { alpha: 1.5 }), selu(x), seluBackward(ones, x)];
      expect(table).toEqual(Array.from(x, (_, k) => columns.map((column) => column[k])));
    });

    it("is the same for who follows the link", async () => {
      page = await open(browser, site.url);
      await set(page, "alpha", 1.75);
      await click(page, "show-selu");
      await set(page, "x", -2);
      await untilQuery(page, "?alpha=1.75&curves=elu,selu&x=-2");
      const url = page.url();
      await page.close();
      page = await open(browser, url);
      await expectValues(-2, 1.75);
      expect(await page.$eval("#show-selu", (input) => (input as HTMLInputElement).checked)).toBe(true);
      expect(await page.$eval("#show-relu", (input) => (input as HTMLInputElement).checked)).toBe(false);
    });

    it("copies the line that installs the package, or selects it", async () => {
      page = await open(browser, site.url);
      await click(page, "copy");
      await expect.poll(() => text(page, "copy")).toMatch(/^(Copied|Selected)$/);
    });
  });

  describe("the machine", () => {
    it("runs WebAssembly SIMD and relaxed SIMD, and says so", async () => {
      page = await open(browser, site.url);
      expect(await text(page, "here")).toBe("wasm-simd");
      expect(await text(page, "backend-name")).toBe("wasm-simd");
      expect(await text(page, "relaxed-backend-name")).toBe("wasm-relaxed-simd");
      expect(await text(page, "isolation-name")).toBe("no");
    });

    it(
      "is measured, with SIMD ahead of the plain loop, while the page stays free",
      async () => {
        page = await open(browser, site.url);
        await click(page, "run");
        await page.waitForFunction(() => (document.getElementById("progress") as HTMLProgressElement).value > 0);
        await set(page, "alpha", 2);
        expect(await number(page, "elu-values")).toBe(elu(at(-1), { alpha: 2 })[0]);
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
        page = await open(browser, site.url);
        await click(page, "run");
        await page.waitForFunction(() => (document.getElementById("progress") as HTMLProgressElement).value > 0);
        await click(page, "cancel");
        expect(await text(page, "benchmark-status")).toBe("Cancelled.");
        expect([await isDisabled(page, "run"), await isDisabled(page, "cancel")]).toEqual([false, true]);
        // Longer than the rest would have taken.
        await new Promise((resolve) => setTimeout(resolve, 4000));
        expect(await number(page, "simd-ns")).toBeNaN();
        await click(page, "run");
        await untilNumber(page, "simd-ns", (value) => value > 0);
      },
      LONG,
    );
  });

  describe("training", () => {
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
      page = await open(browser, site.url);
      await expectStart(setup);
      await click(page, "data-moons");
      await expectStart({ ...setup, dataSet: "moons" });
      await page.select("#network", "2x16");
      await expectStart({ ...setup, dataSet: "moons", network: "2x16" });
      await set(page, "seed", 5);
      await expectStart({ ...setup, dataSet: "moons", network: "2x16", seed: 5 });
      await set(page, "training-alpha", 0.5);
      await expectStart({ dataSet: "moons", network: "2x16", seed: 5, alpha: 0.5 });
      expect(await number(page, "elu-values")).toBe(elu(at(-1), { alpha: 0.5 })[0]);
      await untilQuery(page, "?alpha=0.5&data=moons&network=2x16&seed=5");
      await set(page, "seed", 0);
      expect(await page.$eval("#seed", (field) => (field as HTMLInputElement).value)).toBe("5");
    });

    it("goes one step at a time, plays, pauses and starts again", async () => {
      page = await open(browser, site.url);
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
        page = await open(browser, site.url);
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

  describe("accuracy", () => {
    it.each([1, 0.3])("is what the kernels have with alpha %s, and what e^x - 1 has not", async (alpha) => {
      page = await open(browser, `${site.url}?alpha=${alpha}`);
      const errors = errorsOf(alpha);
      // Engines differ in the last bits of Math.expm1, which is what is exact here.
      expect(await number(page, "simd-near")).toBeCloseTo(largestWithin(errors, "simd", 0, 1e-4), 4);
      expect(await number(page, "simd-far")).toBeCloseTo(largestWithin(errors, "simd", 1e-4, LARGEST), 4);
      const naive = await number(page, "naive-near");
      expect(naive / largestWithin(errors, "naive", SMALLEST, 1e-4)).toBeCloseTo(1, 4);
      const promised = await number(page, "promised");
      expect(promised).toBe(alpha === 1 ? 0.92 : 1.5);
      for (const id of ["simd-near", "simd-far", "relaxed-near", "relaxed-far"]) {
        expect(await number(page, id)).toBeLessThanOrEqual(promised);
      }
      for (const colour of ["--simd", "--naive"]) {
        expect(await pixelsOf(page, "#accuracy-chart", colour)).toBeGreaterThan(50);
      }
    });

    it("follows alpha", async () => {
      page = await open(browser, site.url);
      await set(page, "alpha", 0.3);
      expect(await number(page, "promised")).toBe(1.5);
    });
  });

  describe("under a policy that forbids compiling WebAssembly", () => {
    let strict: Awaited<ReturnType<typeof serve>>;

    beforeAll(async () => {
      strict = await serve({ headers: { "Content-Security-Policy": "default-src 'self'" } });
    });

    afterAll(() => strict.close());

    it("everything works on the js backend, which the page says, and why", async () => {
      page = await open(browser, `${strict.url}?alpha=1.5`);
      expect(await text(page, "here")).toBe("js");
      expect(await text(page, "backend-name")).toBe("js");
      expect(await text(page, "backend-reason")).toMatch("this host forbids compiling WebAssembly");
      expect(await text(page, "relaxed-backend-name")).toBe("js");
      expect(await number(page, "elu-values")).toBe(elu(at(-1), { alpha: 1.5 })[0]);
      expect(await number(page, "simd-far")).toBeLessThanOrEqual(1.5);
      expect(await pixelsOf(page, "#curve-chart", "--elu")).toBeGreaterThan(50);
      await click(page, "step");
      await untilNumber(page, "training-step", (value) => value === 1);
    });

    it("is styled in full", async () => {
      page = await open(browser, strict.url);
      expect(await page.$eval("body", (body) => getComputedStyle(body).maxWidth)).toBe("1216px");
      expect(await page.$eval(".card", (card) => getComputedStyle(card).borderTopWidth)).toBe("1px");
    });

    it(
      "measures what can be had, and says why not the rest",
      async () => {
        page = await open(browser, strict.url);
        await click(page, "run");
        expect(await untilNumber(page, "plain-ns", (value) => value > 0)).toBeGreaterThan(0);
        expect(await number(page, "js-ns")).toBeGreaterThan(0);
        for (const candidate of ["relaxed", "simd", "scalar", "relu", "copy"]) {
          expect(await number(page, `${candidate}-ns`)).toBeNaN();
          expect(await text(page, `${candidate}-note`)).toBe("not here");
        }
        expect(await text(page, "benchmark-status")).toMatch("Without WebAssembly SIMD: this host forbids compiling");
      },
      LONG,
    );
  });

  it(
    "works in a folder of a cross-origin isolated host, and says that it is one",
    async () => {
      const isolated = await serve({
        base: "/some/folder/",
        headers: {
          "Cross-Origin-Opener-Policy": "same-origin",
          "Cross-Origin-Embedder-Policy": "require-corp",
        },
      });
      try {
        page = await open(browser, isolated.url);
        expect(await text(page, "isolation-name")).toBe("yes");
        expect(await text(page, "backend-name")).toBe("wasm-simd");
        await click(page, "run");
        await untilNumber(page, "simd-ns", (value) => value > 0);
      } finally {
        await isolated.close();
      }
    },
    LONG,
  );

  it(
    "asks no other host for anything, and finds nothing missing",
    async () => {
      page = await browser.newPage();
      const requests: string[] = [];
      const failures: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("requestfailed", (request) => failures.push(request.url()));
      page.on("response", (response) => response.status() >= 400 && failures.push(response.url()));
      page.on("pageerror", (error) => failures.push(String(error)));
      page.on("console", (message) => message.type() === "error" && failures.push(message.text()));
      await page.goto(site.url);
      await page.waitForSelector("#elu-loss[value]");
      await click(page, "run");
      await click(page, "play");
      await untilNumber(page, "simd-ns", (value) => value > 0);
      expect(requests.length).toBeGreaterThanOrEqual(3);
      expect(requests.filter((url) => !url.startsWith(site.url) && !url.startsWith("data:"))).toEqual([]);
      expect(failures).toEqual([]);
    },
    LONG,
  );
});
