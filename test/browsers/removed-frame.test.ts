import { describe, expect, it } from "vitest";
import { browsers } from "../../harness/browsers/browsers.js";
import type { RemovedFrameReport } from "./removed-frame.js";
import { useSite, visit } from "./visits.js";

const here = useSite();

describe.each(browsers)("in $name", (browser) => {
  it("arrays of a frame that is gone are the floats that they hold, also in a pool's calls that were running", async () => {
    const address = here.site.address("isolated", "removed-frame.html");
    const { report, complaints } = await visit<RemovedFrameReport>(browser, here.site, address);
    expect(report.agent).toMatch(browser.agent);
    expect(report.broken).toEqual([]);
    expect(report.checked).toBeGreaterThan(100);
    expect(complaints).toEqual([]);
  });
});
