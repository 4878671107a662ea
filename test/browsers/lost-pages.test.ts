import { describe, expect, it } from "vitest";
import { browsers } from "../../harness/browsers/browsers.js";
import type { BackForwardReport } from "./back-forward.js";
import type { RemovedFrameReport } from "./removed-frame.js";
import { useSite, visit } from "./visits.js";

const fixture = useSite();

describe.each(browsers)("in $name", (browser) => {
  it("arrays of a removed frame keep their floats, also in a pool's calls in flight", async () => {
    const address = fixture.site.address("isolated", "removed-frame.html");
    const { report, complaints } = await visit<RemovedFrameReport>(browser, fixture.site, address);
    expect(report.agent).toMatch(browser.agent);
    expect(report.broken).toEqual([]);
    expect(report.checked).toBeGreaterThan(100);
    expect(complaints).toEqual([]);
  });

  it("a page that is left while its pool computes comes back with settled calls and live workers", async () => {
    // Milliseconds, longer than a pool waits for a silent worker. Without workers, it waits for none.
    const away = browser.sharesMemory ? 11_000 : 100;
    const address = fixture.site.address("isolated", `back-forward.html?${away}`);
    const { report, complaints } = await visit<BackForwardReport>(browser, fixture.site, address);
    expect(report.agent).toMatch(browser.agent);
    // All three browsers cache such pages. A page that is loaded again would prove nothing.
    expect(report.persisted).toBe(true);
    expect(report.inFlight).toBeGreaterThan(0);
    expect(report.broken).toEqual([]);
    expect([report.threads, report.reason]).toEqual(
      browser.sharesMemory ? [2, undefined] : [1, "this engine has no SharedArrayBuffer"],
    );
    expect(complaints).toEqual([]);
  });
});
