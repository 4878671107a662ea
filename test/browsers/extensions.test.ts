import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { type Browser, browsers, type Extensions } from "../../harness/browsers/browsers.js";
import { helpOf, OpenPage } from "../../harness/browsers/open-page.js";
import { reportOfNode } from "../engines/bundle-contract.js";
import { brokenPromises } from "../engines/judge.js";
import type { Report } from "../engines/report.js";
import { expectationOf, expectPolicyAsReason, withoutWasm } from "./expectations.js";
import { type Manifest, type Part, writeExtension } from "./extensions.js";
import { PATIENCE, useSite, type Visit, visit } from "./visits.js";

const here = useSite();
let reference: Report;
beforeAll(() => {
  reference = reportOfNode(here.folder);
});

const withExtensions = browsers.flatMap((browser) =>
  browser.extensions ? [{ name: browser.name, browser, extensions: browser.extensions }] : [],
);

describe.each(withExtensions)("in an extension in $name", ({ browser, extensions }) => {
  describe.each<{ where: string; part: Part; scope: string }>([
    { where: "in its background", part: "background", scope: extensions.backgroundScope },
    { where: "in a page of it", part: "page", scope: "Window" },
  ])("$where", ({ part, scope }) => {
    describe("whose policy allows WebAssembly", () => {
      const visited = visitor(browser, "wasm-allowed", part);

      it("the package keeps every promise, with Node's bits", async () => {
        const expected = { ...expectationOf(browser, scope), ...globalsOf(extensions) };
        expect(brokenPromises((await visited()).report, expected, reference)).toEqual([]);
      });
      itHasBeenThere(visited, extensions, scope);
    });

    describe("with the policy that extensions have by themselves", () => {
      const visited = visitor(browser, "plain", part);

      it("the package falls back to JavaScript and keeps every promise, with Node's bits", async () => {
        const { lacks } = withoutWasm(browser);
        const expected = { ...expectationOf(browser, scope), ...globalsOf(extensions), lacks };
        expect(brokenPromises((await visited()).report, expected, reference)).toEqual([]);
      });

      it("the package gives the policy as its reason", async () => {
        expectPolicyAsReason((await visited()).report);
      });
      itHasBeenThere(visited, extensions, scope);
    });
  });

  describe("whose manifest asks for isolation", () => {
    const visited = visitor(browser, "isolated", "page");

    it("a pool with a workerUrl has its threads, where the browser grants it", async () => {
      const { report } = await visited();
      const { canBeIsolated } = extensions;
      expect(report.isolated).toBe(canBeIsolated);
      const expected = expectationOf(browser, "Window", canBeIsolated);
      expect(brokenPromises(report, expected, reference)).toEqual([]);
    });
    itHasBeenThere(visited, extensions, "Window");
  });
});

describe.each(withExtensions)("the suite notices in $name", ({ browser }) => {
  it.each<Part>(["background", "page"])("errors on the console of an extension's %s", async (part) => {
    const extension = await writeExtension(here.folder, "plain", part, here.site.address("plain", ""), "erring.js");
    const open = OpenPage.open(browser, "about:blank", { extension });
    onTestFinished(() => open.close());
    await vi.waitFor(() => expect(open.complaints).toContainEqual(expect.stringContaining("an error on purpose")), {
      timeout: PATIENCE,
    });
  });
});

it.each(browsers.filter(({ extensions }) => !extensions))("$name knows of no extensions", (browser) => {
  const help = helpOf(browser);
  expect(help).toContain("--automation");
  expect(help).not.toMatch(/extension/i);
});

/** Opens the browser with such an extension the first time that it is asked. */
function visitor(browser: Browser, manifest: Manifest, part: Part): () => Promise<Visit> {
  let made: Promise<Visit> | undefined;
  const make = async () => {
    const address = here.site.address("plain", "report");
    const extension = await writeExtension(here.folder, manifest, part, address);
    return visit(browser, here.site, "about:blank", { extension });
  };
  return () => {
    made ??= make();
    return made;
  };
}

const globalsOf = ({ alwaysSharesMemory }: Extensions) => (alwaysSharesMemory ? { missingGlobals: [] } : {});

function itHasBeenThere(visited: () => Promise<Visit>, { origin }: Extensions, scope: string): void {
  it("the package leaves nothing on the console", async () => {
    expect((await visited()).complaints).toEqual([]);
  });

  it("the suite has really been", async () => {
    const { report } = await visited();
    expect(report.scope).toBe(scope);
    expect(report.origin).toMatch(origin);
  });
}
