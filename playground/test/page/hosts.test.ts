import { elu } from "elu-simd";
import { describe, expect, it } from "vitest";
import { ELU } from "../../../proof/reference/family.js";
import { debugWith, LONG } from "../../browsers/debug.js";
import { BROWSERS } from "../../browsers/launch.mjs";
import { number, pixelsOf, text, untilNumber, untilText } from "../../browsers/page.js";
import { visitWith } from "../../browsers/visit.js";

// In WebKit the policy of the page itself, which allows WebAssembly, is the one that counts.
describe.each(BROWSERS)("under a policy that forbids compiling WebAssembly, in %s", (name) => {
  const visitor = visitWith(name, { host: { headers: { "Content-Security-Policy": "default-src 'self'" } } });

  it("everything works on the js backend, which the page says, and why in a fold", async () => {
    const page = await visitor.open("?alpha=1.5");
    expect(await text(page, "here")).toBe("js");
    expect(await text(page, "backend-name")).toBe("js");
    expect(await text(page, "backend-reason")).toMatch(/^WebAssembly SIMD cannot be had here: JavaScript computes/);
    const words = await page.evaluate(
      () => document.querySelector("#backend-reason details:not([open]) code")?.textContent,
    );
    expect(words).toMatch("this host forbids compiling WebAssembly");
    expect(await text(page, "relaxed-backend-name")).toMatch(/^js/);
    expect(await number(page, "elu-values")).toBe(elu(Float32Array.of(-1), { alpha: 1.5 })[0]);
    expect(await untilNumber(page, "simd-far", (value) => value > 0)).toBeLessThanOrEqual(ELU.valueBound(1.5));
    expect(await pixelsOf(page, "#curve-chart", "--elu")).toBeGreaterThan(50);
    await page.click("step");
    await untilNumber(page, "training-step", (value) => value === 1);
  });

  it("is styled in full", async () => {
    const page = await visitor.open();
    const style = await page.evaluate(() => {
      const [body, card] = ["body", ".card"].map((selector) => document.querySelector(selector) as Element);
      return [getComputedStyle(body).maxWidth, getComputedStyle(card).borderTopWidth];
    });
    expect(style).toEqual(["1216px", "1px"]);
  });

  it(
    "measures what can be had, and says why not the rest",
    async () => {
      const page = await visitor.open();
      await page.click("run");
      expect(await untilNumber(page, "plain-ns", (value) => value > 0)).toBeGreaterThan(0);
      expect(await number(page, "js-ns")).toBeGreaterThan(0);
      for (const candidate of ["relaxed", "simd", "scalar", "relu", "copy"]) {
        expect(await number(page, `${candidate}-ns`)).toBeNaN();
        expect(await text(page, `${candidate}-note`)).toBe("");
      }
      await untilText(page, "benchmark-status", /^Done: ELU with alpha 1.00, without WebAssembly SIMD\.$/);
      expect(await text(page, "benchmark-missing")).toMatch(
        /^Not to be had here: elu-simd\/relaxed, elu-simd, WebAssembly without SIMD, ReLU in SIMD, a plain copy\./,
      );
    },
    LONG,
  );
});

// WebKitGTK has no shared memory, isolated or not.
describe.each(BROWSERS)("in a folder of a cross-origin isolated host, in %s", (name) => {
  const visitor = visitWith(name, {
    host: {
      base: "/some/folder/",
      headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
    },
  });

  it(
    "two threads are measured, too",
    async () => {
      const page = await visitor.open("?alpha=0.3");
      expect(await text(page, "isolation-name")).toBe("yes");
      expect(await text(page, "backend-name")).toBe("wasm-simd");
      await page.click("run");
      await untilNumber(page, "threads-ns", (value) => value > 0);
      expect(await number(page, "simd-ns")).toBeGreaterThan(0);
      expect(await text(page, "benchmark-missing")).toBe("");
    },
    LONG,
  );
});

describe.each(BROWSERS)("in %s", (name) => {
  const visitor = debugWith(name);

  it(
    "the page asks no other host for anything, and finds nothing missing",
    async () => {
      const tab = await visitor.empty();
      const requests: string[] = [];
      const failures: string[] = [];
      tab.on("request", (request) => requests.push(request.url()));
      tab.on("requestfailed", (request) => failures.push(request.url()));
      tab.on("response", (response) => response.status() >= 400 && failures.push(response.url()));
      tab.on("pageerror", (error) => failures.push(String(error)));
      tab.on("console", (message) => message.type() === "error" && failures.push(message.text()));
      await tab.goto(visitor.url);
      await tab.waitForSelector("#elu-loss[value]");
      const page = visitor.drive(tab);
      await page.click("run");
      await page.click("play");
      await untilNumber(page, "simd-ns", (value) => value > 0);
      expect(requests.length).toBeGreaterThanOrEqual(3);
      expect(requests.filter((url) => !url.startsWith(visitor.url) && !/^(data|blob):/.test(url))).toEqual([]);
      expect(failures).toEqual([]);
    },
    LONG,
  );
});
