/** Debian's browsers under Puppeteer, and a site with a page that runs one script and TensorFlow.js' wasm files. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";
import { build } from "rolldown";
import { commandOf } from "../browsers/open-page.js";
import { serveSite } from "../browsers/site.js";

const WASM_FILES = "installs/tensorflow/node_modules/@tensorflow/tfjs-backend-wasm/dist";

/** Modules that TensorFlow.js imports only in Node. */
const NODE_MODULES = ["fs", "util", "path", "worker_threads", "perf_hooks"];

export type BrowserName = "Chromium" | "Firefox";

/** SwiftShader emulates a GPU on the CPU. */
const SWIFTSHADER_FLAGS = [
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--use-webgpu-adapter=swiftshader",
  "--enable-features=Vulkan",
];

/** Starts a browser. Chromium uses the machine's GPU if `gpu` is set, and SwiftShader otherwise. */
export function launch(name: BrowserName, gpu = false): Promise<Browser> {
  const { file: executablePath, args } = commandOf(name);
  const settings = { executablePath, timeout: 0, protocolTimeout: 0 };
  if (name === "Firefox") return puppeteer.launch({ ...settings, browser: "firefox", args: [...args] });
  const gpuFlags = gpu ? [] : SWIFTSHADER_FLAGS;
  const otherArgs = args.filter((arg) => arg !== "--disable-gpu");
  return puppeteer.launch({ ...settings, args: ["--enable-unsafe-webgpu", ...gpuFlags, ...otherArgs] });
}

/**
 * Bundles a program into one script, without tree shaking: kernels and specs are registered by side effects, which not
 * all packages declare.
 */
export async function bundle(entry: string, platform: "browser" | "node" = "browser"): Promise<string> {
  const absent = platform === "browser" ? NODE_MODULES : [];
  const { output } = await build({
    input: entry,
    platform,
    write: false,
    logLevel: "silent",
    treeshake: false,
    resolve: {
      alias: Object.fromEntries(absent.map((name) => [name, false as const])),
      mainFields: ["browser", "module", "main"],
    },
    output: { format: platform === "browser" ? "iife" : "cjs", codeSplitting: false },
  });
  return output[0].code;
}

export interface ScriptSite {
  /** The address of the page, which has shared memory if it is isolated. */
  url(isolated?: boolean): string;
  close(): void;
}

/** Serves a page that runs the script, and the files of the wasm backend in `wasm/`. */
export async function serve(script: string): Promise<ScriptSite> {
  const folder = mkdtempSync(join(tmpdir(), "elu-simd-tfjs-"));
  writeFileSync(join(folder, "index.html"), '<!doctype html><meta charset="utf-8"><script src="script.js"></script>');
  writeFileSync(join(folder, "script.js"), script);
  symlinkSync(resolve(WASM_FILES), join(folder, "wasm"), "junction");
  const site = await serveSite(folder);
  return {
    url: (isolated = false) => site.address(isolated ? "isolated" : "plain", "index.html"),
    close() {
      site.close();
      rmSync(folder, { recursive: true });
    },
  };
}
