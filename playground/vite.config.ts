import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const built = fileURLToPath(new URL("../build/src/", import.meta.url));

/**
 * Finishes index.html. The style sheet is linked below the header, which needs only the styles in the page: the header
 * is painted while the rest loads. The link does not ask for CORS, which a page opened as a file would not get. A policy
 * lets the page load its own files only.
 */
const finishedPage: Plugin = {
  name: "finished-page",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler(html) {
      const link = found(html, /\s*<link rel="stylesheet"[^>]*>/)[0];
      const plainLink = link.replace(" crossorigin", "");
      const style = found(html, /<style>(.*?)<\/style>/s)[1];
      const hash = createHash("sha256").update(style).digest("base64");
      const policy = [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        // The threads of a pool start from blob: addresses.
        "worker-src 'self' blob:",
        `style-src 'self' 'sha256-${hash}'`,
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
      ].join("; ");
      return html
        .replace(link, "")
        .replace("</header>", `</header>${plainLink}`)
        .replace(/(<meta charset="[^"]*">)/, `$1\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
    },
  },
};

function found(html: string, pattern: RegExp): RegExpMatchArray {
  const match = html.match(pattern);
  if (!match) throw new Error(`index.html has no ${pattern}`);
  return match;
}

export default defineConfig({
  base: "./",
  // The page imports the package by its name, as users do: its compiled modules, which the entry points share.
  resolve: {
    alias: [
      { find: /^elu-simd$/, replacement: `${built}index.js` },
      { find: /^elu-simd\/(\w+)$/, replacement: `${built}$1.js` },
    ],
  },
  // The sources of the package are in the folder above.
  server: { fs: { allow: [".."] } },
  build: { modulePreload: { polyfill: false } },
  worker: { format: "es" },
  plugins: [finishedPage],
  // A browser waits more than it computes: two files at a time on two cores.
  test: { include: ["test/**/*.test.ts"], pool: "forks", testTimeout: 60_000, maxWorkers: 2 },
});
