/** What a browser has to show, by where the package runs in it. */
import { expect } from "vitest";
import type { Browser } from "../../harness/browsers/browsers.js";
import type { Expectation } from "../engines/judge.js";
import type { Report } from "../engines/report.js";

const NOT_ISOLATED = /^this page is not cross-origin isolated$/;

/** What it has to show in such a place, where no policy forbids anything. */
export function expectationOf(browser: Browser, scope = "Window", isolated = false): Expectation {
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
export const withoutWasm = (browser: Browser): Expectation => ({
  ...expectationOf(browser),
  lacks: ["wasm-relaxed-simd", "wasm-exact-simd", "wasm-simd"],
});

/** The engines' words for it differ. */
export function expectPolicyAsReason({ entryPoints }: Report): void {
  expect(entryPoints).not.toEqual([]);
  for (const { chosen } of entryPoints) expect(chosen.reason).toMatch(/CSP|Content Security Policy/i);
}
