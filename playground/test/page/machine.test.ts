import { describe, expect, it } from "vitest";
import { ISOLATED } from "../../../harness/browsers/site.js";
import { isDisabled, number, set, text, untilNumber, untilText } from "../../browsers/page.js";
import { LONG, visit } from "../../browsers/visit.js";

const JS_ONLY = { headers: { "Content-Security-Policy": "default-src 'self'" } };

const ISOLATED_FOLDER = {
  base: "/some/folder/",
  headers: ISOLATED,
};

describe("the benchmark", () => {
  const visitor = visit("chromium");

  it(
    "draws bars in proportion to the times, without a transition, and removes the results of another operation",
    async () => {
      const page = await visitor.open("?alpha=0.3&operation=celuBackward");
      expect(await text(page, "benchmark-title")).toBe("CELU’s gradient with alpha 0.30");
      await page.click("benchmark-run");
      await untilText(page, "benchmark-status", /^Done/);
      const names = ["relaxed", "simd", "js", "plain"];
      const times = await Promise.all(names.map((candidate) => number(page, `${candidate}-ns`)));
      const shares = await page.evaluate(
        (names) =>
          names.map((name) => {
            const bar = document.getElementById(`${name}-bar`) as HTMLElement;
            return Number.parseFloat(getComputedStyle(bar).backgroundSize) / 100;
          }),
        names,
      );
      for (const [k, share] of shares.entries()) expect(share).toBeCloseTo(times[k] / Math.max(...times), 3);
      expect(await text(page, "simd-note")).toMatch(/^[\d.]+ ×$/);
      expect(await text(page, "benchmark-status")).toMatch(/It costs [\d.]+ ns per float more than ReLU in SIMD: /);
      expect(await text(page, "relu-note")).toBe("");
      expect(await number(page, "scalar-ns")).toBeNaN();
      await set(page, "operation", "selu");
      expect(await text(page, "benchmark-title")).toBe("SELU");
      expect([await text(page, "benchmark-status"), await text(page, "plain-note")]).toEqual(["", ""]);
      expect(await number(page, "simd-ns")).toBeNaN();
    },
    LONG,
  );

  it("is disabled for CELU at alpha 0, and says why", async () => {
    const page = await visitor.open("?alpha=0&operation=celu");
    expect(await isDisabled(page, "benchmark-run")).toBe(true);
    expect(await text(page, "benchmark-status")).toBe("CELU divides by alpha: it is undefined at 0.");
    await set(page, "alpha", 1);
    expect(await isDisabled(page, "benchmark-run")).toBe(false);
  });

  it("can be cancelled by keyboard, and then ends its worker", async () => {
    const page = await visitor.open();
    await page.evaluate(() => {
      const { terminate } = Worker.prototype;
      Worker.prototype.terminate = function () {
        document.documentElement.dataset.ended = "yes";
        terminate.call(this);
      };
    });
    await page.evaluate(() => document.getElementById("benchmark-run")?.focus());
    await page.press(" ");
    const share = () => page.evaluate(() => document.querySelector<HTMLProgressElement>("#benchmark-progress")?.value);
    await expect.poll(share).toBeGreaterThan(0);
    await page.press(" ");
    expect(await text(page, "benchmark-status")).toBe("Cancelled.");
    expect(await page.evaluate(() => document.documentElement.dataset.ended)).toBe("yes");
    expect(await text(page, "benchmark-run")).toBe("Run benchmark");
    expect(await number(page, "simd-ns")).toBeNaN();
  });
});

// In WebKit the policy of the page itself, which allows WebAssembly, overrides the host's.
describe.each(["chromium", "firefox"] as const)("in %s", (name) => {
  const forbidding = visit(name, { host: JS_ONLY });
  // WebKitGTK has no shared memory, isolated or not.
  const isolated = visit(name, { host: ISOLATED_FOLDER });

  it(
    "on a host that forbids WebAssembly, the page has its styles, uses the js backend, and says why",
    async () => {
      const page = await forbidding.open();
      expect(await text(page, "here")).toBe("js");
      expect(await text(page, "backend-reason")).toMatch(
        /^WebAssembly SIMD is not available here: JavaScript computes/,
      );
      const reason = () => document.querySelector("#backend-reason details:not([open]) code")?.textContent;
      expect(await page.evaluate(reason)).toMatch("this host forbids compiling WebAssembly");
      expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).toBe("1216px");
      await page.click("step");
      await untilNumber(page, "training-step", (value) => value === 1);
      await page.click("benchmark-run");
      await untilText(page, "benchmark-status", /^Done, .*: WebAssembly SIMD is not available here/);
      for (const candidate of ["js", "plain"]) expect(await number(page, `${candidate}-ns`)).toBeGreaterThan(0);
      expect(await number(page, "simd-ns")).toBeNaN();
      expect(await text(page, "benchmark-missing")).toMatch(/^Not available here: elu-simd\/relaxed, elu-simd, /);
    },
    LONG,
  );

  it(
    "in a folder of a cross-origin isolated host, two threads are measured",
    async () => {
      const page = await isolated.open();
      expect(await text(page, "isolation-name")).toBe("yes");
      await page.click("benchmark-run");
      await untilNumber(page, "threads-ns", (value) => value > 0);
      expect(await text(page, "benchmark-missing")).toBe("");
    },
    LONG,
  );
});
