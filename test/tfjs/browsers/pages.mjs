/** Debian's browsers with the page of this folder, on a site of this machine. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { build } from "rolldown";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const wasmFolder = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"));

/** What TensorFlow.js asks for in Node alone. */
const NODE_MODULES = ["fs", "util", "path", "worker_threads", "perf_hooks"];

/** @typedef {"chromium" | "firefox"} BrowserName */

/** Quiet: no sandbox, which root cannot have, and no requests of its own. */
const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--enable-unsafe-webgpu",
];

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
  if (name === "firefox") {
    const executablePath = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
    return puppeteer.launch({ browser: "firefox", executablePath, headless: true, protocolTimeout: 600_000 });
  }
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return puppeteer.launch({
    executablePath,
    headless: true,
    args: gpu ? CHROMIUM_FLAGS : [...CHROMIUM_FLAGS, ...SWIFTSHADER_FLAGS],
    protocolTimeout: 600_000,
  });
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
 * Serves pages that run a script: `/`, and `/isolated`, which has shared memory.
 *
 * @param {string} script
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function serve(script) {
  const server = createServer((request, response) => {
    const [url] = (request.url ?? "/").split("?");
    const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
    if (url.startsWith("/isolated"))
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (url === "/script.js") {
      response.setHeader("Content-Type", "text/javascript").end(script);
    } else if (url.startsWith("/wasm/")) {
      response
        .setHeader("Content-Type", "application/wasm")
        .end(readFileSync(join(wasmFolder, url.slice("/wasm/".length))));
    } else if (url === "/" || url === "/isolated") {
      response
        .setHeader("Content-Type", "text/html")
        .end('<!doctype html><meta charset="utf-8"><script src="/script.js"></script>');
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
