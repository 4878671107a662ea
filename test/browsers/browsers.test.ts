import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Browser, browsers } from "../../harness/browsers/browsers.js";
import { OpenPage, versionOf } from "../../harness/browsers/open-page.js";
import { type Policy, serveSite } from "../../harness/browsers/site.js";
import { reportOfNode } from "../engines/bundle-contract.js";
import { brokenPromises } from "../engines/judge.js";
import { record } from "../engines/record.js";
import type { Report } from "../engines/report.js";
import { flipLastBits } from "../package/broken.js";
import { copyToBreak } from "../package/installed.js";
import { expectationOf, expectPolicyAsReason, withoutWasm } from "./expectations.js";
import { PATIENCE, useSite, type Visit, visit } from "./visits.js";

const here = useSite();
const { folder } = here;
let reference: Report;
beforeAll(() => {
  reference = reportOfNode(folder);
});

const visits = new Map<string, Promise<Visit>>();

/** What a page of the site has reported: several tests judge the one visit. */
function visitOnce(browser: Browser, policy: Policy, page: string, { handicapped = false } = {}): Promise<Visit> {
  const key = [browser.name, policy, page, handicapped].join(" ");
  const made = visits.get(key) ?? visit(browser, here.site, here.site.address(policy, page), { handicapped });
  visits.set(key, made);
  return made;
}

interface Place {
  readonly where: string;
  readonly policy: Policy;
  readonly page: string;
  readonly scope: string;
  /** Whether it belongs to no origin. */
  readonly opaque?: boolean;
  /** Whether all that is new there are threads, which not every browser has. */
  readonly ofThreads?: boolean;
}

const places: readonly Place[] = [
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
  {
    where: "on an isolated page that requires Trusted Types",
    policy: "isolated-trusted-types",
    page: "unbundled",
    scope: "Window",
  },
  {
    where: "on an isolated page that requires Trusted Types and allows the package's alone",
    policy: "isolated-trusted-types-named",
    page: "unbundled",
    scope: "Window",
    ofThreads: true,
  },
  {
    where: "isolated, with a workerUrl of the page's own Trusted Types",
    policy: "isolated-trusted-types-of-page",
    page: "trusted-worker-file",
    scope: "Window",
    ofThreads: true,
  },
  { where: "in a sandboxed frame", policy: "plain", page: "in-sandboxed-frame", scope: "Window", opaque: true },
  { where: "in a shared worker", policy: "plain", page: "in-shared-worker", scope: "SharedWorkerGlobalScope" },
  { where: "in a service worker", policy: "plain", page: "in-service-worker", scope: "ServiceWorkerGlobalScope" },
];

describe.each(browsers)("in $name", (browser) => {
  let version: string;
  beforeAll(() => {
    version = versionOf(browser);
  });

  describe.each(places.filter(({ ofThreads }) => browser.sharesMemory || !ofThreads))(
    "$where",
    ({ policy, page, scope, opaque }) => {
      const isolated = policy.startsWith("isolated");
      const visited = () => visitOnce(browser, policy, `${page}.html`);

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
        const origin = opaque ? "null" : new URL(here.site.address(policy, page)).origin;
        expect([report.scope, report.isolated, report.origin]).toEqual([scope, isolated, origin]);
      });
    },
  );

  it("in an audio worklet it keeps every promise, with Node's bits, in WebAssembly where subnormal numbers are kept", async () => {
    const broken = await brokenInAudioWorklet(browser);
    expect(
      broken.filter((what) => browser.subnormalsInAudio || !/, wasm-(relaxed-)?simd: |^elu-simd\/exact/.test(what)),
    ).toEqual([]);
  });

  describe.each<{ where: string; policy: Policy; page: string }>([
    { where: "under a policy that forbids WebAssembly", policy: "wasm-forbidden", page: "unbundled" },
    {
      where: "in a sandboxed frame under such a policy",
      policy: "wasm-forbidden-by-origin",
      page: "in-sandboxed-frame",
    },
  ])("$where", ({ policy, page }) => {
    const visited = () => visitOnce(browser, policy, `${page}.html`);

    it("the package falls back to JavaScript and keeps every promise, with Node's bits", async () => {
      expect(brokenPromises((await visited()).report, withoutWasm(browser), reference)).toEqual([]);
    });

    it("the package gives the policy as its reason", async () => {
      expectPolicyAsReason((await visited()).report);
    });

    it("the package leaves nothing on the console", async () => {
      expect((await visited()).complaints).toEqual([]);
    });
  });

  it("on an isolated page that requires Trusted Types, and not the package's, a pool has one thread and says why", async () => {
    const { report } = await visitOnce(browser, "isolated-trusted-types-of-page", "unbundled.html");
    const expected = expectationOf(browser, "Window", true);
    const oneThread = expected.oneThread ?? /^a worker did not start \(TypeError: .*(TrustedScriptURL|CSP)/;
    expect(brokenPromises(report, { ...expected, oneThread }, reference)).toEqual([]);
  });

  it("on an isolated page whose policy forbids workers from blob: a pool has one thread and says why", async () => {
    const { report } = await visitOnce(browser, "isolated-workers-forbidden", "unbundled.html");
    const expected = expectationOf(browser, "Window", true);
    const oneThread = expected.oneThread ?? /^a worker did not start \(.*blob:/;
    expect(brokenPromises(report, { ...expected, oneThread }, reference)).toEqual([]);
  });

  it("without SIMD it falls back to JavaScript and keeps every promise, with Node's bits", async () => {
    const { report } = await visitOnce(browser, "plain", "unbundled.html", { handicapped: true });
    expect(brokenPromises(report, withoutWasm(browser), reference)).toEqual([]);
  });
});

it.each(browsers.filter(({ subnormalsInAudio }) => !subnormalsInAudio))(
  "in an audio worklet of $name WebAssembly takes subnormal numbers as 0, as docs/setup.md says",
  async (browser) => {
    const broken = await brokenInAudioWorklet(browser);
    const lost = /^elu-simd, wasm-simd: elu and celu keep the bits of positive numbers, .*: .* is 0, not 1\.40\d*e-45$/;
    expect(broken).toContainEqual(expect.stringMatching(lost));
    expect(broken).toContainEqual(expect.stringMatching(/^elu-simd\/exact computes with js, not wasm-exact-simd: /));
  },
);

async function brokenInAudioWorklet(browser: Browser): Promise<string[]> {
  const { report } = await visitOnce(browser, "plain", "in-audio-worklet.html");
  expect(report.scope).toBe("AudioWorkletGlobalScope");
  const missingGlobals = ["SharedArrayBuffer", "structuredClone"];
  return brokenPromises(report, { ...browser, missingGlobals, oneThread: /^this engine has no workers$/ }, reference);
}

describe.each(browsers)("the suite notices in $name", (browser) => {
  it("that threads are missing", async () => {
    const { report } = await visitOnce(browser, "plain", "unbundled.html");
    expect(brokenPromises(report, { ...expectationOf(browser), oneThread: undefined }, reference)).toEqual([
      "elu-simd/threads has 1 of 2 threads: this page is not cross-origin isolated",
    ]);
  });

  it("a last bit that is wrong", async () => {
    const broken = copyToBreak(folder);
    flipLastBits(broken);
    const site = await serveSite(broken);
    onTestFinished(() => site.close());
    const { report } = await visit(browser, site, site.address("plain", "unbundled.html"));
    expect(brokenPromises(report, browser, reference)).toContainEqual(
      expect.stringMatching(/^elu-simd, wasm-simd: elu has not Node's bits/),
    );
  });

  it("that SIMD is missing", async () => {
    const { report } = await visitOnce(browser, "plain", "unbundled.html", { handicapped: true });
    expect(brokenPromises(report, browser, reference)).toContainEqual(
      expect.stringMatching(/^elu-simd computes with js, not wasm-simd: this engine has no WebAssembly/),
    );
  });

  it("a policy that blocks WebAssembly", async () => {
    const { report } = await visitOnce(browser, "wasm-forbidden", "unbundled.html");
    expect(brokenPromises(report, browser, reference)).toContainEqual(
      expect.stringMatching(/^elu-simd computes with js, not wasm-simd: .*(CSP|Content Security Policy)/),
    );
  });

  it("errors on the console, whether logged or caught by nobody", async () => {
    const page = OpenPage.open(browser, here.site.address("plain", "erring.html"));
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
    await expect(visit({ ...browser, start }, here.site, "")).rejects.toThrow(/^false ended: /);
  });
});
