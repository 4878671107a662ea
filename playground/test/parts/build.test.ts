import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";

describe("the built page", () => {
  const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({ name, content: readFileSync(join(parentPath, name)) }));
  const html = readFileSync(join(dist, "index.html"), "utf8");

  it("has less than 98 kB in all, compressed", () => {
    const bytes = files.reduce((sum, { content }) => sum + gzipSync(content).length, 0);
    expect(files.map(({ name }) => name)).toContain("index.html");
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(98_000);
  });

  it("has no inline script, and a policy that admits its own files only", () => {
    expect(html).not.toMatch(/<script(?![^>]* src=)/);
    expect(html).not.toMatch(/ on[a-z]+="/);
    expect(html).not.toMatch(/ style="/);
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; /);
  });
});
