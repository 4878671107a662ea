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

  it("has less than 98 kB compressed, all files together", () => {
    const bytes = files.reduce((sum, { content }) => sum + gzipSync(content).length, 0);
    expect(files.map(({ name }) => name)).toContain("index.html");
    expect(bytes).toBeLessThan(98_000);
  });

  it("has a policy that allows its own files only", () => {
    const html = readFileSync(join(dist, "index.html"), "utf8");
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; /);
  });
});
