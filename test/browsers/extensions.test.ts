import { describe, expect, it, onTestFinished, vi } from "vitest";
import { browsers } from "../../harness/browsers/browsers.js";
import { helpOf, OpenPage } from "../../harness/browsers/open-page.js";
import { brokenPromises } from "../engines/judge.js";
import { expectationOf, expectPolicyAsReason, withoutWasm } from "./expectations.js";
import { type Context, type Manifest, writeExtension } from "./extensions.js";
import { REPORTS_WITHIN, useSite, visit } from "./visits.js";

const fixture = useSite();

const withExtensions = browsers.flatMap((browser) =>
  browser.extensions ? [{ name: browser.name, browser, extensions: browser.extensions }] : [],
);

const POLICY = "whose policy allows WebAssembly";
const DEFAULT_POLICY = "with the default policy";

describe.each(withExtensions)("in $name", ({ browser, extensions }) => {
  it.each<[context: Context, extension: string, manifest: Manifest]>([
    ["background", POLICY, "wasm-allowed"],
    ["page", POLICY, "wasm-allowed"],
    ["background", DEFAULT_POLICY, "plain"],
    ["page", DEFAULT_POLICY, "plain"],
    ["page", "whose manifest asks for isolation, with threads if the browser grants it", "isolated"],
  ])("the package keeps every promise in the %s of an extension %s", async (context, _, manifest) => {
    const { origin, backgroundScope, alwaysSharesMemory, canBeIsolated } = extensions;
    const extension = await writeExtension(fixture.folder, manifest, context, fixture.site.address("plain", "report"));
    const { report, complaints } = await visit(browser, fixture.site, "about:blank", { extension });
    const scope = context === "background" ? backgroundScope : "Window";
    const isolated = manifest === "isolated" && canBeIsolated;
    expect([report.scope, report.isolated]).toEqual([scope, isolated]);
    expect(report.origin).toMatch(origin);
    const expected = { ...expectationOf(browser, scope, isolated), ...(alwaysSharesMemory && { missingGlobals: [] }) };
    const { lacks } = manifest === "plain" ? withoutWasm(browser) : browser;
    expect(brokenPromises(report, { ...expected, lacks })).toEqual([]);
    if (manifest === "plain") expectPolicyAsReason(report);
    expect(complaints).toEqual([]);
  });

  it.each<Context>(["background", "page"])("the suite notices errors on the console of a %s", async (context) => {
    const address = fixture.site.address("plain", "");
    const extension = await writeExtension(fixture.folder, "plain", context, address, "erring.js");
    const page = OpenPage.open(browser, "about:blank", { extension });
    onTestFinished(() => page.close());
    await vi.waitFor(() => expect(page.complaints).toContainEqual(expect.stringContaining("an error on purpose")), {
      timeout: REPORTS_WITHIN,
    });
  });
});

it.each(browsers.filter(({ extensions }) => !extensions))("$name has no option for extensions", (browser) => {
  const help = helpOf(browser);
  expect(help).toContain("--automation");
  expect(help).not.toMatch(/extension/i);
});
