import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { pictureOfElu } from "./picture.js";

const root = new URL("../", import.meta.url);
const { name, exports } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

/** The playground imports the package as its users do; the names lead to what this repository has built. */
function entry(subpath: "." | "./relaxed" | "./threads"): { find: RegExp; replacement: string } {
  const specifier = name + subpath.slice(1);
  return { find: new RegExp(`^${specifier}$`), replacement: fileURLToPath(new URL(exports[subpath].default, root)) };
}

/**
 * Finishes index.html. The style sheet is linked behind the header, which the styles in the page suffice for: it is
 * painted while the rest loads. And the page gets a policy that lets it load nothing but its own files.
 */
const finishedPage: Plugin = {
  name: "finished-page",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler(html) {
      const link = found(html, /\s*<link rel="stylesheet"[^>]*>/)[0];
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
        .replace("</header>", `</header>${link}`)
        .replace(/(<meta charset="[^"]*">)/, `$1\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`);
    },
  },
};

const picture: Plugin = {
  name: "picture",
  transformIndexHtml: (html) => html.replace(/<!-- the curve -->/, pictureOfElu()),
};

function found(html: string, pattern: RegExp): RegExpMatchArray {
  const match = html.match(pattern);
  if (!match) throw new Error(`index.html has no ${pattern}`);
  return match;
}

export default defineConfig({
  base: "./",
  resolve: { alias: [entry("."), entry("./relaxed"), entry("./threads")] },
  // What the package is built of lies in the folder above.
  server: { fs: { allow: [".."] } },
  build: { modulePreload: { polyfill: false } },
  worker: { format: "es" },
  plugins: [picture, finishedPage],
});
