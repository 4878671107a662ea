/** Extensions with the contract in them, as folders: a manifest that Chromium and Firefox both take, and what it names. */
import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXTENSION_ID } from "../../harness/browsers/browsers.js";
import { bundle, run } from "./pages.js";

/** What each extension adds to the manifest. */
const WASM = { extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'" };
const MANIFESTS = {
  plain: {},
  "wasm-allowed": { content_security_policy: WASM },
  isolated: {
    content_security_policy: WASM,
    cross_origin_embedder_policy: { value: "require-corp" },
    cross_origin_opener_policy: { value: "same-origin" },
  },
};

export type Manifest = keyof typeof MANIFESTS;

/** Where in an extension the contract runs. */
export type Context = "background" | "page";

/**
 * Writes one into a folder with the pages, and gives the folder that it is in. It runs the contract and reports to that
 * address, or another script of the folder instead.
 */
export async function writeExtension(
  folder: string,
  manifest: Manifest,
  context: Context,
  address: string,
  script = "in-extension.js",
): Promise<string> {
  const extension = mkdtempSync(join(folder, "extension-"));
  writeFileSync(
    join(folder, "in-extension.js"),
    run(manifest === "isolated" ? '{ workerUrl: "worker.js" }' : "", address),
  );
  await bundle(folder, script, join(extension, "script.js"));
  copyFileSync(join(folder, "node_modules/elu-simd/dist/threads/worker.js"), join(extension, "worker.js"));
  writeFileSync(join(extension, "page.html"), '<!doctype html><script src="script.js"></script>');
  writeFileSync(join(extension, "open-page.js"), 'chrome.tabs.create({ url: "page.html" });');
  const background = context === "background" ? "script.js" : "open-page.js";
  const { protocol, hostname } = new URL(address);
  writeFileSync(
    join(extension, "manifest.json"),
    JSON.stringify({
      manifest_version: 3,
      name: "contract",
      version: "1",
      // The first is Chromium's, the second Firefox'.
      background: { service_worker: background, scripts: [background] },
      host_permissions: [`${protocol}//${hostname}/*`],
      browser_specific_settings: { gecko: { id: EXTENSION_ID } },
      ...MANIFESTS[manifest],
    }),
  );
  return extension;
}
