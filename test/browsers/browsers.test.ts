import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Browser, browsers } from "../../harness/browsers/browsers.js";
import { OpenPage, versionOf } from "../../harness/browsers/open-page.js";
import { type Policy, serveSite } from "../../harness/browsers/site.js";
import { expectDocumented } from "../engines/documented.js";
import { brokenPromises } from "../engines/judge.js";
import { flipLastBits } from "../package/broken.js";
import { copyToBreak } from "../package/installed.js";
import { expectationOf, expectPolicyAsReason, withoutWasm } from "./expectations.js";
import { REPORTS_WITHIN, useSite, type Visit, visit } from "./visits.js";

const fixture = useSite();

const visits = new Map<string, Promise<Visit>>();

/** The visit to a page of the site, which several tests share. */
function visitOnce(browser: Browser, policy: Policy, page: string, { handicapped = false } = {}): Promise<Visit> {
  const key = [browser.name, policy, page, handicapped].join(" ");
  const shared = visits.get(key) ?? visit(browser, fixture.site, fixture.site.address(policy, page), { handicapped });
  visits.set(key, shared);
  return shared;
}

interface Place {
  readonly where: string;
  readonly policy: Policy;
  /** Without ".html"; by default the page that loads the package as separate modules. */
  readonly page?: string;
  /** Class of the global object; Window by default. */
  readonly scope?: string;
  /** Whether the origin is opaque. */
  readonly opaque?: boolean;
  /** Whether the place tests only threads. Browsers without shared memory skip it. */
  readonly threadsOnly?: boolean;
  /** Whether its policy forbids WebAssembly. */
  readonly forbidsWasm?: boolean;
  /** Matches the reason of a pool with one thread, if the policy forbids workers. Browsers then print an error. */
  readonly forbidsWorkers?: RegExp;
}

const ISOLATED = "on an isolated page";

const places: readonly Place[] = [
  { where: "as separate modules", policy: "plain" },
  { where: "bundled", policy: "plain", page: "bundled" },
  { where: "under a policy that allows WebAssembly", policy: "wasm-allowed" },
  {
    where: "under a policy that forbids WebAssembly",
    policy: "wasm-forbidden",
    forbidsWasm: true,
  },
  { where: ISOLATED, policy: "isolated" },
  {
    where: `${ISOLATED} whose policy allows workers from blob:`,
    policy: "isolated-workers-allowed",
  },
  {
    where: `${ISOLATED} whose policy forbids workers from blob:`,
    policy: "isolated-workers-forbidden",
    forbidsWorkers: /^a worker did not start \(.*blob:/,
  },
  { where: `${ISOLATED} with workerUrl, without blob:`, policy: "isolated-workers-forbidden", page: "worker-file" },
  { where: `${ISOLATED} that requires Trusted Types`, policy: "isolated-trusted-types" },
  {
    where: `${ISOLATED} that requires Trusted Types and allows only the package's policy`,
    policy: "isolated-trusted-types-named",
    threadsOnly: true,
  },
  {
    where: `${ISOLATED} that requires Trusted Types and forbids the package's policy`,
    policy: "isolated-trusted-types-of-page",
    forbidsWorkers: /^a worker did not start \(TypeError: .*(TrustedScriptURL|CSP)/,
  },
  {
    where: `${ISOLATED} with a workerUrl of the page's Trusted Types policy`,
    policy: "isolated-trusted-types-of-page",
    page: "trusted-worker-file",
    threadsOnly: true,
  },
  { where: "in a worker", policy: "plain", page: "in-worker", scope: "DedicatedWorkerGlobalScope" },
  { where: "in an isolated worker", policy: "isolated", page: "in-worker", scope: "DedicatedWorkerGlobalScope" },
  { where: "in a shared worker", policy: "plain", page: "in-shared-worker", scope: "SharedWorkerGlobalScope" },
  { where: "in a service worker", policy: "plain", page: "in-service-worker", scope: "ServiceWorkerGlobalScope" },
  { where: "in a sandboxed frame", policy: "plain", page: "in-sandboxed-frame", opaque: true },
  {
    where: "in a sandboxed frame under a policy that forbids WebAssembly",
    policy: "wasm-forbidden-by-origin",
    page: "in-sandboxed-frame",
    opaque: true,
    forbidsWasm: true,
  },
];

describe.each(browsers)("in $name", (browser) => {
  let version: string;
  beforeAll(() => {
    version = versionOf(browser);
  });

  describe.each(places.filter(({ threadsOnly }) => browser.sharesMemory || !threadsOnly))(
    "$where",
    ({ policy, page = "unbundled", scope = "Window", opaque, forbidsWasm, forbidsWorkers }) => {
      const isolated = policy.startsWith("isolated");
      const visited = () => visitOnce(browser, policy, `${page}.html`);

      it("the package keeps every promise, in JavaScript if WebAssembly is forbidden", async () => {
        const { report } = await visited();
        // The documented table describes isolated pages, which have threads.
        if (isolated && !forbidsWorkers) expectDocumented("browsers", browser.name, version, report);
        const expected = forbidsWasm ? withoutWasm(browser) : expectationOf(browser, scope, isolated);
        const oneThread = expected.oneThread ?? forbidsWorkers;
        expect(brokenPromises(report, { ...expected, oneThread })).toEqual([]);
        if (forbidsWasm) expectPolicyAsReason(report);
      });

      if (!forbidsWorkers) {
        it("the package prints nothing on the console", async () => {
          expect((await visited()).complaints).toEqual([]);
        });
      }

      it("the report has the scope, isolation and origin of the place", async () => {
        const { report } = await visited();
        const origin = opaque ? "null" : new URL(fixture.site.address(policy, page)).origin;
        expect([report.scope, report.isolated, report.origin]).toEqual([scope, isolated, origin]);
      });
    },
  );

  it("in an audio worklet the package keeps every promise, in WebAssembly if subnormal numbers are kept", async () => {
    const broken = await brokenInAudioWorklet(browser);
    expect(
      broken.filter((line) => browser.subnormalsInAudio || !/, wasm-(relaxed-)?simd: |^elu-simd\/exact/.test(line)),
    ).toEqual([]);
  });

  it("the package falls back to JavaScript without SIMD, and keeps every promise", async () => {
    const { report } = await visitOnce(browser, "plain", "unbundled.html", { handicapped: true });
    expect(brokenPromises(report, withoutWasm(browser))).toEqual([]);
  });
});

it.each(browsers.filter(({ subnormalsInAudio }) => !subnormalsInAudio))(
  "WebAssembly flushes subnormal numbers in an audio worklet of $name, as docs/setup.md documents",
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
  return brokenPromises(report, { ...browser, missingGlobals, oneThread: /^this engine has no workers$/ });
}

describe.each(browsers)("the suite notices in $name", (browser) => {
  it.each<[fault: string, policy: Policy, handicapped: boolean, notice: RegExp]>([
    ["missing threads", "plain", false, /^elu-simd\/threads has 1 of 2 threads: this page is not cross-origin/],
    ["missing SIMD", "plain", true, /^elu-simd computes with js, not wasm-simd: this engine has no WebAssembly/],
    [
      "a policy that blocks WebAssembly",
      "wasm-forbidden",
      false,
      /^elu-simd computes with js, not wasm-simd: .*(CSP|Content Security Policy)/,
    ],
  ])("%s", async (_, policy, handicapped, notice) => {
    const { report } = await visitOnce(browser, policy, "unbundled.html", { handicapped });
    expect(brokenPromises(report, browser)).toContainEqual(expect.stringMatching(notice));
  });

  it("a wrong last bit", async () => {
    const broken = copyToBreak(fixture.folder);
    flipLastBits(broken);
    const site = await serveSite(broken);
    onTestFinished(() => site.close());
    const { report } = await visit(browser, site, site.address("plain", "unbundled.html"));
    expect(brokenPromises(report, browser)).toContainEqual(
      expect.stringMatching(/^elu-simd, wasm-simd: elu has the bits that are stored: /),
    );
  });

  it("errors on the console, logged or uncaught", async () => {
    const page = OpenPage.open(browser, fixture.site.address("plain", "erring.html"));
    onTestFinished(() => page.close());
    await vi.waitFor(
      () => {
        for (const error of ["an error on purpose", "a rejection on purpose", "an exception on purpose"]) {
          expect(page.complaints).toContainEqual(expect.stringContaining(error));
        }
      },
      { timeout: REPORTS_WITHIN },
    );
  });
});

describe("the suite notices", () => {
  it("a missing browser, and names its Debian package", () => {
    const [browser] = browsers;
    expect(() => OpenPage.open({ ...browser, programs: ["missing-chromium"] }, "")).toThrow(
      "Chromium is missing: `apt-get install chromium` installs it on Debian (no missing-chromium)",
    );
  });

  it("a browser that exits before its page reports", async () => {
    const [browser] = browsers;
    const start = () => ({ file: "false", args: [] });
    await expect(visit({ ...browser, start }, fixture.site, "")).rejects.toThrow(/^false ended: /);
  });
});
