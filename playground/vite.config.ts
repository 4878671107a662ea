import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const built = fileURLToPath(new URL("../build/src/", import.meta.url));

/** Lets the page load its own files only. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // The threads of a pool start from blob: addresses.
  "worker-src 'self' blob:",
  "style-src 'self'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** Adds the policy to the built page, and removes `crossorigin`: a page opened as a file cannot make CORS requests. */
const finishedPage: Plugin = {
  name: "finished-page",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (html) =>
      html
        .replaceAll(" crossorigin", "")
        .replace("<title>", `<meta http-equiv="Content-Security-Policy" content="${POLICY}">\n    $&`),
  },
};

export default defineConfig({
  base: "./",
  // The page imports the package by name, as users do, and gets compiled modules, which the entry points share.
  resolve: {
    alias: [
      { find: /^elu-simd$/, replacement: `${built}index.js` },
      { find: /^elu-simd\/(\w+)$/, replacement: `${built}$1.js` },
    ],
  },
  // The sources of the package are in the parent folder.
  server: { fs: { allow: [".."] } },
  build: { modulePreload: { polyfill: false } },
  worker: { format: "es" },
  plugins: [finishedPage],
  test: {
    include: ["test/**/*.test.ts"],
    pool: "forks",
    // A browser waits more than it computes: two files at a time on two cores.
    maxWorkers: 2,
    // Milliseconds: what takes seconds on an idle machine takes a minute on a busy one.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 240_000 } },
  },
});
