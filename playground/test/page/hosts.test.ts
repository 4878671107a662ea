import { elu } from "elu-simd";
import { describe, expect, it } from "vitest";
import { ELU } from "../../../reference/family.js";
import { BROWSERS } from "../../browsers/launch.mjs";
import { click, number, pixelsOf, text, untilNumber } from "../../browsers/page.js";
import { LONG, visitWith } from "../../browsers/visit.js";

describe.each(BROWSERS)("under a policy that forbids compiling WebAssembly, in %s", (name) => {
  const { open } = visitWith(name, { host: { headers: { "Content-Security-Policy": "default-src 'self'" } } });

  it("everything works on the js backend, which the page says, and why", async () => {
    const page = await open("?alpha=1.5");
    expect(await text(page, "here")).toBe("js");
    expect(await text(page, "backend-name")).toBe("js");
    expect(await text(page, "backend-reason")).toMatch("this host forbids compiling WebAssembly");
    expect(await text(page, "relaxed-backend-name")).toBe("js");
    expect(await number(page, "elu-values")).toBe(elu(Float32Array.of(-1), { alpha: 1.5 })[0]);
    expect(await number(page, "simd-far")).toBeLessThanOrEqual(ELU.valueBound(1.5));
    expect(await pixelsOf(page, "#curve-chart", "--elu")).toBeGreaterThan(50);
    await click(page, "step");
    await untilNumber(page, "training-step", (value) => value === 1);
  });

  it("is styled in full", async () => {
    const page = await open();
    expect(await page.$eval("body", (body) => getComputedStyle(body).maxWidth)).toBe("1216px");
    expect(await page.$eval(".card", (card) => getComputedStyle(card).borderTopWidth)).toBe("1px");
  });

  it(
    "measures what can be had, and says why not the rest",
    async () => {
      const page = await open();
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

describe.each(BROWSERS)("in a folder of a cross-origin isolated host, in %s", (name) => {
  const { open } = visitWith(name, {
    host: {
      base: "/some/folder/",
      headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
    },
  });

  it(
    "works, and says that it is isolated",
    async () => {
      const page = await open();
      expect(await text(page, "isolation-name")).toBe("yes");
      expect(await text(page, "backend-name")).toBe("wasm-simd");
      await click(page, "run");
      await untilNumber(page, "simd-ns", (value) => value > 0);
    },
    LONG,
  );
});

describe.each(BROWSERS)("in %s", (name) => {
  const visitor = visitWith(name);

  it(
    "asks no other host for anything, and finds nothing missing",
    async () => {
      const page = await visitor.browser.newPage();
      const requests: string[] = [];
      const failures: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("requestfailed", (request) => failures.push(request.url()));
      page.on("response", (response) => response.status() >= 400 && failures.push(response.url()));
      page.on("pageerror", (error) => failures.push(String(error)));
      page.on("console", (message) => message.type() === "error" && failures.push(message.text()));
      await page.goto(visitor.url);
      await page.waitForSelector("#elu-loss[value]");
      await click(page, "run");
      await click(page, "play");
      await untilNumber(page, "simd-ns", (value) => value > 0);
      expect(requests.length).toBeGreaterThanOrEqual(3);
      expect(requests.filter((url) => !url.startsWith(visitor.url) && !url.startsWith("data:"))).toEqual([]);
      expect(failures).toEqual([]);
    },
    LONG,
  );
});
