/** Extensions that run the contract: folders with a manifest for both Chromium and Firefox, and its files. */
import { copyFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXTENSION_ID } from "../../harness/browsers/browsers.js";
import { bundle, contractScript } from "./pages.js";

/** The part of the manifest in which the extensions differ. */
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

/** The part of an extension that runs the contract. */
export type Context = "background" | "page";

/**
 * Writes an extension below the folder with the pages, and returns the extension's folder. The extension runs the
 * contract and reports to `address`, or runs another script of the folder with the pages.
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
    contractScript(manifest === "isolated" ? '{ workerUrl: "worker.js" }' : "", address),
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
      // Chromium reads the first, Firefox the second.
      background: { service_worker: background, scripts: [background] },
      host_permissions: [`${protocol}//${hostname}/*`],
      browser_specific_settings: { gecko: { id: EXTENSION_ID } },
      ...MANIFESTS[manifest],
    }),
  );
  return extension;
}
