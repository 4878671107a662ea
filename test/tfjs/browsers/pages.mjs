/** Debian's browsers under a driver, and a site with a page that runs one script and TensorFlow.js' wasm files. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { build } from "rolldown";
import { commandOf } from "../../../build/harness/browsers/open-page.js";
import { serveSite } from "../../../build/harness/browsers/site.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const wasmFolder = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"));

/** What TensorFlow.js asks for in Node alone. */
const NODE_MODULES = ["fs", "util", "path", "worker_threads", "perf_hooks"];

/** @typedef {"Chromium" | "Firefox"} BrowserName */

/** No GPU is needed: SwiftShader computes on the CPU what a GPU would. */
const SWIFTSHADER_FLAGS = [
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
];

/**
 * @param {BrowserName} name
 * @param {boolean} [gpu] - Whether Chromium may use the machine's.
 */
export function launch(name, gpu = false) {
  const { file: executablePath, args } = commandOf(name);
  const settings = { executablePath, protocolTimeout: 600_000 };
  if (name === "Firefox") return puppeteer.launch({ ...settings, browser: "firefox", args: [...args] });
  const gpuFlags = gpu ? [] : SWIFTSHADER_FLAGS;
  const kept = args.filter((arg) => arg !== "--disable-gpu");
  return puppeteer.launch({ ...settings, args: ["--enable-unsafe-webgpu", ...gpuFlags, ...kept] });
}

/**
 * A program for a page, or for Node, in one script. Nothing is shaken off: kernels and specs are registered by side effects,
 * which packages do not all admit.
 *
 * @param {string} entry
 * @param {"browser" | "node"} [platform]
 * @returns {Promise<string>}
 */
export async function bundle(entry, platform = "browser") {
  /** @type {Record<string, string | false>} */
  const alias = { "elu-simd": join(root, "dist/index.js") };
  if (platform === "browser") for (const name of NODE_MODULES) alias[name] = false;
  const { output } = await build({
    input: entry,
    platform,
    write: false,
    logLevel: "silent",
    treeshake: false,
    resolve: { alias, mainFields: ["browser", "module", "main"] },
    output: { format: platform === "browser" ? "iife" : "cjs", codeSplitting: false },
  });
  return output[0].code;
}

/**
 * Serves a page that runs the script, and the files of the wasm backend in `wasm/`. Isolated, it has shared memory.
 *
 * @param {string} script
 * @returns {Promise<{ url(isolated?: boolean): string, close(): void }>}
 */
export async function serve(script) {
  const folder = mkdtempSync(join(tmpdir(), "elu-simd-tfjs-"));
  writeFileSync(join(folder, "index.html"), '<!doctype html><meta charset="utf-8"><script src="script.js"></script>');
  writeFileSync(join(folder, "script.js"), script);
  cpSync(wasmFolder, join(folder, "wasm"), {
    recursive: true,
    filter: (file) => !/\.\w+$/.test(file) || /\.wasm$/.test(file),
  });
  const site = await serveSite(folder);
  return {
    url: (isolated = false) => site.address(isolated ? "isolated" : "plain", "index.html"),
    close() {
      site.close();
      rmSync(folder, { recursive: true });
    },
  };
}
