import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const SCRIPT = join(process.cwd(), "scripts/engines-table.mjs");

describe("the table of engines", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "engines-"));
    mkdirSync(join(folder, "docs"));
    mkdirSync(join(folder, "build/engines"), { recursive: true });
    writeFileSync(
      join(folder, "docs/setup.md"),
      "Before\n<!-- engines: npm run docs -- engines --write -->\n\n\n\n<!-- end of engines -->\nAfter\n",
    );
    found("Node.js 20", "20.1.2", "wasm-simd");
    found("Bun", "1.4.5", "wasm-relaxed-simd");
    run("--write");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (...args: string[]) =>
    execFileSync(process.execPath, [SCRIPT, ...args], { cwd: folder, encoding: "utf8", stdio: "pipe" });

  /** As the suites record it. */
  function found(engine: string, version: string, relaxed: string): void {
    const chosen = { "elu-simd": "wasm-simd", "elu-simd/relaxed": relaxed };
    writeFileSync(
      join(folder, `build/engines/${engine}.json`),
      JSON.stringify({ engine, version, suite: "runtimes", chosen }),
    );
  }

  it("is written from what the suites found, and nothing around it", () => {
    expect(readFileSync(join(folder, "docs/setup.md"), "utf8").split("\n")).toEqual([
      "Before",
      "<!-- engines: npm run docs -- engines --write -->",
      "",
      "| engine     | version | suite      | `elu-simd`  | `elu-simd/relaxed`  |",
      "| ---------- | ------- | ---------- | ----------- | ------------------- |",
      "| Bun        | 1.4.5   | `runtimes` | `wasm-simd` | `wasm-relaxed-simd` |",
      "| Node.js 20 | 20.1.2  | `runtimes` | `wasm-simd` | `wasm-simd`         |",
      "",
      "<!-- end of engines -->",
      "After",
      "",
    ]);
  });

  it("is compared with what was found: other versions are fine, another backend or engine is not", () => {
    found("Bun", "1.4.6", "wasm-relaxed-simd");
    expect(run()).toBe("docs/setup.md agrees with what was found on 2 engines\n");
    found("Bun", "1.4.6", "js");
    found("Deno", "2.9.6", "wasm-relaxed-simd");
    expect(() => run()).toThrow(
      "found, and not in docs/setup.md: Bun, `runtimes`, `wasm-simd`, `js`\n" +
        "found, and not in docs/setup.md: Deno, `runtimes`, `wasm-simd`, `wasm-relaxed-simd`\n" +
        "in docs/setup.md, and not found by any suite: Bun, `runtimes`, `wasm-simd`, `wasm-relaxed-simd`\n",
    );
  });

  it("is compared for the suites that ran, where these are named", () => {
    rmSync(join(folder, "build/engines"), { recursive: true });
    expect(run("--suite", "browsers")).toBe("docs/setup.md agrees with what was found on 0 engines\n");
    expect(() => run("--suite", "runtimes")).toThrow("not found by any suite: Bun");
  });
});
