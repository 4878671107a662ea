/** The expected report of a browser, by the place in which the package runs. */
import { expect } from "vitest";
import type { Browser } from "../../harness/browsers/browsers.js";
import type { Expectation } from "../engines/judge.js";
import type { Report } from "../engines/report.js";

const NOT_ISOLATED = /^this page is not cross-origin isolated$/;

/** The expected report if no policy forbids anything. */
export function expectationOf(browser: Browser, scope = "Window", isolated = false): Expectation {
  const sharesMemory = isolated && browser.sharesMemory;
  const missingGlobals = sharesMemory ? [] : ["SharedArrayBuffer"];
  if (/^(Service|Shared)/.test(scope)) {
    // In some browsers, a shared worker can start workers.
    return { ...browser, missingGlobals, oneThread: /^this engine has no workers$|not cross-origin isolated$/ };
  }
  const oneThread = isolated ? /^this engine has no SharedArrayBuffer$/ : NOT_ISOLATED;
  return { ...browser, missingGlobals, oneThread: sharesMemory ? undefined : oneThread };
}

/** The expected report of a page that cannot use WebAssembly. */
export const withoutWasm = (browser: Browser): Expectation => ({
  ...expectationOf(browser),
  lacks: ["wasm-relaxed-simd", "wasm-exact-simd", "wasm-simd"],
});

/** Expects a content security policy as the reason of every entry point. Engines word it differently. */
export function expectPolicyAsReason({ entryPoints }: Report): void {
  expect(entryPoints).not.toEqual([]);
  for (const { chosen } of entryPoints) expect(chosen.reason).toMatch(/CSP|Content Security Policy/i);
}
