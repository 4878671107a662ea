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

const here = useSite();

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
  /** By default the package as separate modules. */
  readonly page?: string;
  /** The kind of global object there. */
  readonly scope?: string;
  /** Whether it belongs to no origin. */
  readonly opaque?: boolean;
  /** Whether all that is new there are threads, which not every browser has. */
  readonly ofThreads?: boolean;
  /** Whether its policy forbids WebAssembly. */
  readonly forbidsWasm?: boolean;
  /** Matches why a pool has one thread, where the policy forbids its workers, which browsers print. */
  readonly forbidsWorkers?: RegExp;
}

const ISOLATED = "on an isolated page";

const places: readonly Place[] = [
  { where: "as separate modules", policy: "plain" },
  { where: "bundled", policy: "plain", page: "bundled" },
  { where: "where a policy allows WebAssembly", policy: "wasm-allowed" },
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
  { where: `${ISOLATED} with workerUrl and no blob:`, policy: "isolated-workers-forbidden", page: "worker-file" },
  { where: `${ISOLATED} that requires Trusted Types`, policy: "isolated-trusted-types" },
  {
    where: `${ISOLATED} that requires Trusted Types and allows the package's alone`,
    policy: "isolated-trusted-types-named",
    ofThreads: true,
  },
  {
    where: `${ISOLATED} that requires Trusted Types, and not the package's`,
    policy: "isolated-trusted-types-of-page",
    forbidsWorkers: /^a worker did not start \(TypeError: .*(TrustedScriptURL|CSP)/,
  },
  {
    where: `${ISOLATED} with a workerUrl of the page's own Trusted Types`,
    policy: "isolated-trusted-types-of-page",
    page: "trusted-worker-file",
    ofThreads: true,
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

  describe.each(places.filter(({ ofThreads }) => browser.sharesMemory || !ofThreads))(
    "$where",
    ({ policy, page = "unbundled", scope = "Window", opaque, forbidsWasm, forbidsWorkers }) => {
      const isolated = policy.startsWith("isolated");
      const visited = () => visitOnce(browser, policy, `${page}.html`);

      it("the package keeps every promise, in JavaScript where WebAssembly is forbidden", async () => {
        const { report } = await visited();
        // The documented table describes isolated pages, which have threads.
        if (isolated && !forbidsWorkers) expectDocumented("browsers", browser.name, version, report);
        const expected = forbidsWasm ? withoutWasm(browser) : expectationOf(browser, scope, isolated);
        const oneThread = expected.oneThread ?? forbidsWorkers;
        expect(brokenPromises(report, { ...expected, oneThread })).toEqual([]);
        if (forbidsWasm) expectPolicyAsReason(report);
      });

      if (!forbidsWorkers) {
        it("the package leaves nothing on the console", async () => {
          expect((await visited()).complaints).toEqual([]);
        });
      }

      it("the suite has really been", async () => {
        const { report } = await visited();
        const origin = opaque ? "null" : new URL(here.site.address(policy, page)).origin;
        expect([report.scope, report.isolated, report.origin]).toEqual([scope, isolated, origin]);
      });
    },
  );

  it("in an audio worklet it keeps every promise, in WebAssembly where subnormal numbers are kept", async () => {
    const broken = await brokenInAudioWorklet(browser);
    expect(
      broken.filter((what) => browser.subnormalsInAudio || !/, wasm-(relaxed-)?simd: |^elu-simd\/exact/.test(what)),
    ).toEqual([]);
  });

  it("without SIMD it falls back to JavaScript and keeps every promise", async () => {
    const { report } = await visitOnce(browser, "plain", "unbundled.html", { handicapped: true });
    expect(brokenPromises(report, withoutWasm(browser))).toEqual([]);
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
  return brokenPromises(report, { ...browser, missingGlobals, oneThread: /^this engine has no workers$/ });
}

describe.each(browsers)("the suite notices in $name", (browser) => {
  it.each<[what: string, policy: Policy, handicapped: boolean, notice: RegExp]>([
    [
      "that threads are missing",
      "plain",
      false,
      /^elu-simd\/threads has 1 of 2 threads: this page is not cross-origin/,
    ],
    [
      "that SIMD is missing",
      "plain",
      true,
      /^elu-simd computes with js, not wasm-simd: this engine has no WebAssembly/,
    ],
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

  it("a last bit that is wrong", async () => {
    const broken = copyToBreak(here.folder);
    flipLastBits(broken);
    const site = await serveSite(broken);
    onTestFinished(() => site.close());
    const { report } = await visit(browser, site, site.address("plain", "unbundled.html"));
    expect(brokenPromises(report, browser)).toContainEqual(
      expect.stringMatching(/^elu-simd, wasm-simd: elu has the bits that are stored: /),
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
      { timeout: REPORTS_WITHIN },
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
