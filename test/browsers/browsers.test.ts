import { execFileSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { brokenPromises, type Expectation } from "../engines/judge.js";
import { record } from "../engines/record.js";
import type { Report } from "../engines/report.js";
import { flipLastBits } from "../package/broken.js";
import { copyToBreak, installPackage } from "../package/installed.js";
import { type Browser, browsers, OpenPage, versionOf } from "./browsers.js";
import { writePages } from "./pages.js";
import { type Policy, type Site, serveSite } from "./site.js";

const folder = installPackage();
let site: Site<Report>;
let reference: Report;
beforeAll(async () => {
  await writePages(folder);
  site = await serveSite<Report>(folder);
  reference = JSON.parse(execFileSync(process.execPath, ["print-report.js"], { cwd: folder, encoding: "utf8" }));
});
afterAll(() => site.close());

interface Visit {
  readonly report: Report;
  readonly complaints: readonly string[];
}

/** Pages report within seconds, even where others use the machine. */
const PATIENCE = 60_000;

/** A browser prints what is on the console within this time. */
const DELAY = 200;

const visits = new Map<string, Promise<Visit>>();

/** What the page has reported: several tests judge the one visit. */
function visit(browser: Browser, address: string, { handicapped = false, of = site } = {}): Promise<Visit> {
  const key = `${browser.name} ${address} ${handicapped}`;
  const made = visits.get(key) ?? open(browser, address, handicapped, of);
  visits.set(key, made);
  return made;
}

/** Opens the page in the browser and waits for its report. */
async function open(browser: Browser, address: string, handicapped: boolean, of: Site<Report>): Promise<Visit> {
  const coming = of.nextReport();
  const page = OpenPage.open(browser, address, handicapped);
  try {
    const report = await page.within(PATIENCE, coming);
    await setTimeout(DELAY);
    return { report, complaints: page.complaints };
  } finally {
    await page.close();
  }
}

const places: readonly { where: string; policy: Policy; page: string; scope: string }[] = [
  { where: "as separate modules", policy: "plain", page: "unbundled", scope: "Window" },
  { where: "bundled", policy: "plain", page: "bundled", scope: "Window" },
  { where: "where a policy allows WebAssembly", policy: "wasm-allowed", page: "unbundled", scope: "Window" },
  { where: "on an isolated page", policy: "isolated", page: "unbundled", scope: "Window" },
  {
    where: "on an isolated page whose policy allows workers from blob:",
    policy: "isolated-workers-allowed",
    page: "unbundled",
    scope: "Window",
  },
  {
    where: "isolated, with workerUrl and no blob:",
    policy: "isolated-workers-forbidden",
    page: "worker-file",
    scope: "Window",
  },
  { where: "in a worker", policy: "plain", page: "in-worker", scope: "DedicatedWorkerGlobalScope" },
  { where: "in an isolated worker", policy: "isolated", page: "in-worker", scope: "DedicatedWorkerGlobalScope" },
  { where: "where a policy requires Trusted Types", policy: "trusted-types", page: "unbundled", scope: "Window" },
  { where: "in a shared worker", policy: "plain", page: "in-shared-worker", scope: "SharedWorkerGlobalScope" },
  { where: "in a service worker", policy: "plain", page: "in-service-worker", scope: "ServiceWorkerGlobalScope" },
];

const NOT_ISOLATED = /^this page is not cross-origin isolated$/;

/** What the browser has to show in such a place, where no policy forbids anything. */
function expectationOf(browser: Browser, scope = "Window", isolated = false): Expectation {
  const sharesMemory = isolated && browser.sharesMemory;
  const missingGlobals = sharesMemory ? [] : ["SharedArrayBuffer"];
  if (/^(Service|Shared)/.test(scope)) {
    // A shared worker may have workers of its own, in some browsers.
    return { ...browser, missingGlobals, oneThread: /^this engine has no workers$|not cross-origin isolated$/ };
  }
  const oneThread = isolated ? /^this engine has no SharedArrayBuffer$/ : NOT_ISOLATED;
  return { ...browser, missingGlobals, oneThread: sharesMemory ? undefined : oneThread };
}

/** The same without any WebAssembly that it could use. */
const withoutWasm = (browser: Browser): Expectation => ({
  ...expectationOf(browser),
  lacks: ["wasm-relaxed-simd", "wasm-simd"],
});

describe.each(browsers)("in $name", (browser) => {
  let version: string;
  beforeAll(() => {
    version = versionOf(browser);
  });

  describe.each(places)("$where", ({ policy, page, scope }) => {
    const isolated = policy.startsWith("isolated");
    const visited = () => visit(browser, site.address(policy, `${page}.html`));

    it("the package keeps every promise, with Node's bits", async () => {
      const { report } = await visited();
      // The table tells of isolated pages, which have threads.
      if (isolated) record("browsers", browser.name, version, report);
      expect(brokenPromises(report, expectationOf(browser, scope, isolated), reference)).toEqual([]);
    });

    it("the package leaves nothing on the console", async () => {
      expect((await visited()).complaints).toEqual([]);
    });

    it("the suite has really been", async () => {
      const { report } = await visited();
      expect([report.scope, report.isolated]).toEqual([scope, isolated]);
    });
  });

  it("in an audio worklet it keeps every promise, with Node's bits, in WebAssembly where subnormal numbers are kept", async () => {
    const broken = await brokenInAudioWorklet(browser);
    expect(broken.filter((what) => browser.subnormalsInAudio || !/, wasm-(relaxed-)?simd: /.test(what))).toEqual([]);
  });

  describe("under a policy that forbids WebAssembly", () => {
    const visited = () => visit(browser, site.address("wasm-forbidden", "unbundled.html"));

    it("the package falls back to JavaScript and keeps every promise, with Node's bits", async () => {
      expect(brokenPromises((await visited()).report, withoutWasm(browser), reference)).toEqual([]);
    });

    it("the package gives the policy as its reason", async () => {
      for (const { chosen } of (await visited()).report.entryPoints) {
        expect(chosen.reason).toMatch(/CSP|Content Security Policy/);
      }
    });

    it("the package leaves nothing on the console", async () => {
      expect((await visited()).complaints).toEqual([]);
    });
  });

  it("on an isolated page whose policy forbids workers from blob: a pool has one thread and says why", async () => {
    const { report } = await visit(browser, site.address("isolated-workers-forbidden", "unbundled.html"));
    const expected = expectationOf(browser, "Window", true);
    const oneThread = expected.oneThread ?? /^a worker did not start \(.*blob:/;
    expect(brokenPromises(report, { ...expected, oneThread }, reference)).toEqual([]);
  });

  it("without SIMD it falls back to JavaScript and keeps every promise, with Node's bits", async () => {
    const { report } = await visit(browser, site.address("plain", "unbundled.html"), { handicapped: true });
    expect(brokenPromises(report, withoutWasm(browser), reference)).toEqual([]);
  });
});

it.each(browsers.filter(({ subnormalsInAudio }) => !subnormalsInAudio))(
  "in an audio worklet of $name WebAssembly takes subnormal numbers as 0, as docs/in-your-project.md tells",
  async (browser) => {
    const lost = /^elu-simd, wasm-simd: elu keeps every digit next to 0: Error: .* is 0, not -1\.40\d*e-45$/;
    expect(await brokenInAudioWorklet(browser)).toContainEqual(expect.stringMatching(lost));
  },
);

async function brokenInAudioWorklet(browser: Browser): Promise<string[]> {
  const { report } = await visit(browser, site.address("plain", "in-audio-worklet.html"));
  expect(report.scope).toBe("AudioWorkletGlobalScope");
  const missingGlobals = ["SharedArrayBuffer", "structuredClone"];
  return brokenPromises(report, { ...browser, missingGlobals, oneThread: /^this engine has no workers$/ }, reference);
}

describe.each(browsers)("the suite notices in $name", (browser) => {
  it("that threads are missing", async () => {
    const { report } = await visit(browser, site.address("plain", "unbundled.html"));
    expect(brokenPromises(report, { ...expectationOf(browser), oneThread: undefined }, reference)).toEqual([
      "elu-simd/threads has 1 of 2 threads: this page is not cross-origin isolated",
    ]);
  });

  it("a last bit that is wrong", async () => {
    const broken = copyToBreak(folder);
    flipLastBits(broken);
    const site = await serveSite<Report>(broken);
    onTestFinished(() => site.close());
    const { report } = await visit(browser, site.address("plain", "unbundled.html"), { of: site });
    expect(brokenPromises(report, browser, reference)).toContainEqual(
      expect.stringMatching(/^elu-simd, wasm-simd: elu has not Node's bits/),
    );
  });

  it("that SIMD is missing", async () => {
    const { report } = await visit(browser, site.address("plain", "unbundled.html"), { handicapped: true });
    expect(brokenPromises(report, browser, reference)).toContainEqual(
      expect.stringMatching(/^elu-simd computes with js, not wasm-simd: this engine has no WebAssembly/),
    );
  });

  it("a policy that blocks WebAssembly", async () => {
    const { report } = await visit(browser, site.address("wasm-forbidden", "unbundled.html"));
    expect(brokenPromises(report, browser, reference)).toContainEqual(
      expect.stringMatching(/^elu-simd computes with js, not wasm-simd: .*(CSP|Content Security Policy)/),
    );
  });

  it("errors on the console, whether logged or caught by nobody", async () => {
    const page = OpenPage.open(browser, site.address("plain", "erring.html"));
    onTestFinished(() => page.close());
    await vi.waitFor(
      () => {
        for (const error of ["an error on purpose", "a rejection on purpose", "an exception on purpose"]) {
          expect(page.complaints).toContainEqual(expect.stringContaining(error));
        }
      },
      { timeout: PATIENCE },
    );
  });
});

describe("the suite notices", () => {
  it("a browser that is missing, and says how to install it", () => {
    const [browser] = browsers;
    expect(() => OpenPage.open({ ...browser, programs: ["chromium-to-come"] }, "")).toThrow(
      "Chromium is missing: `apt-get install chromium` installs it on Debian (no chromium-to-come)",
    );
  });

  it("a browser that ends before its page has reported", async () => {
    const [browser] = browsers;
    const start = () => ({ file: "false", args: [] });
    await expect(visit({ ...browser, start }, "")).rejects.toThrow(/^false ended: /);
  });
});
