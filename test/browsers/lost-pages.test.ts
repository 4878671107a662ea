import { describe, expect, it } from "vitest";
import { browsers } from "../../harness/browsers/browsers.js";
import type { BackForwardReport } from "./back-forward.js";
import type { RemovedFrameReport } from "./removed-frame.js";
import { useSite, visit } from "./visits.js";

const here = useSite();

describe.each(browsers)("in $name", (browser) => {
  it("arrays of a removed frame are the floats that they hold, also in a pool's calls that were running", async () => {
    const address = here.site.address("isolated", "removed-frame.html");
    const { report, complaints } = await visit<RemovedFrameReport>(browser, here.site, address);
    expect(report.agent).toMatch(browser.agent);
    expect(report.broken).toEqual([]);
    expect(report.checked).toBeGreaterThan(100);
    expect(complaints).toEqual([]);
  });

  it("a page that is left while its pool computes comes back as it was: its calls are settled, its workers alive", async () => {
    // Milliseconds, longer than a pool waits for a worker that sends nothing. Without workers there is none to wait for.
    const away = browser.sharesMemory ? 11_000 : 100;
    const address = here.site.address("isolated", `back-forward.html?${away}`);
    const { report, complaints } = await visit<BackForwardReport>(browser, here.site, address);
    expect(report.agent).toMatch(browser.agent);
    // All browsers keep such pages. One that loads the page anew shows nothing.
    expect(report.persisted).toBe(true);
    expect(report.inFlight).toBeGreaterThan(0);
    expect(report.broken).toEqual([]);
    expect([report.threads, report.reason]).toEqual(
      browser.sharesMemory ? [2, undefined] : [1, "this engine has no SharedArrayBuffer"],
    );
    expect(complaints).toEqual([]);
  });
});
