import { describe, expect, it } from "vitest";
import { type Browser, browsers } from "../../harness/browsers/browsers.js";
import type { BackForwardReport } from "./back-forward.js";
import { useSite, visit } from "./visits.js";

const here = useSite();

/** Milliseconds, longer than a pool waits for a worker of which it hears nothing. Without workers there is none to wait for. */
const awayFrom = ({ sharesMemory }: Browser) => (sharesMemory ? 11_000 : 100);

describe.each(browsers)("in $name", (browser) => {
  it("a page that is left while its pool computes comes back as it was: its calls are settled, its workers alive", async () => {
    const address = here.site.address("isolated", `back-forward.html?${awayFrom(browser)}`);
    const { report, complaints } = await visit<BackForwardReport>(browser, here.site, address);
    expect(report.agent).toMatch(browser.agent);
    // All of them keep such pages. One that does not any more loads it anew, and the rest tells nothing.
    expect(report.persisted).toBe(true);
    expect(report.inFlight).toBeGreaterThan(0);
    expect(report.broken).toEqual([]);
    expect([report.threads, report.reason]).toEqual(
      browser.sharesMemory ? [2, undefined] : [1, "this engine has no SharedArrayBuffer"],
    );
    expect(complaints).toEqual([]);
  });
});
