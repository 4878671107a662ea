/** TensorFlow.js' specs that pass without the adapter also pass with it. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { bundle, launch, serve } from "../../../harness/tensorflow/pages.js";
import type { Settings } from "./environment.js";
import type { SpecResults } from "./program.js";

const program = fileURLToPath(new URL("program.ts", import.meta.url));
const wasmFolder = `${dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"))}/`;

/** The program after two globals: its settings, and `global`, which jasmine 3 needs in a bundle. */
async function scriptFor(settings: Settings, platform: "browser" | "node"): Promise<string> {
  const globals = `Object.assign(globalThis, { global: globalThis, settings: ${JSON.stringify(settings)} });`;
  return `${globals}\n${await bundle(program, platform)}`;
}

async function runInNode(settings: Settings): Promise<SpecResults> {
  const folder = mkdtempSync(join(tmpdir(), "elu-simd-specs-"));
  const file = join(folder, "specs.cjs");
  writeFileSync(file, await scriptFor(settings, "node"));
  const { stdout } = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "ignore"] });
  const lines = (await text(stdout)).trimEnd().split("\n");
  rmSync(folder, { recursive: true });
  return JSON.parse(lines[lines.length - 1]);
}

declare const results: Promise<SpecResults>;

async function runInChromium(settings: Settings): Promise<SpecResults> {
  const site = await serve(await scriptFor(settings, "browser"));
  const browser = await launch("Chromium");
  try {
    const tab = await browser.newPage();
    await tab.goto(site.url());
    return await tab.evaluate(() => results);
  } finally {
    await browser.close();
    site.close();
  }
}

describe("TensorFlow.js' specs that pass without the adapter also pass with it", () => {
  it.each([
    ["cpu in Node", "cpu", wasmFolder, runInNode, 4000],
    ["wasm in Node", "wasm", wasmFolder, runInNode, 3800],
    ["webgl in Chromium", "webgl", "wasm/", runInChromium, 3800],
  ] as const)("%s", async (_, backend, wasmPath, run, atLeast) => {
    const [without, registered] = await Promise.all(
      [false, true].map((registered) => run({ backend, registered, wasmPath })),
    );
    console.log(`${backend}: ${without.passed.length} pass without the adapter, ${registered.passed.length} with it`);
    expect(without.passed.length).toBeGreaterThan(atLeast);
    const passed = new Set(registered.passed);
    const lost = without.passed.filter((name) => !passed.has(name));
    // Some specs draw random numbers or expect a fast machine: these pass in another run, beside which none runs.
    const again = lost.length > 0 ? await run({ backend, registered: true, wasmPath }) : registered;
    expect(lost.filter((name) => !again.passed.includes(name))).toEqual([]);
  });
});
