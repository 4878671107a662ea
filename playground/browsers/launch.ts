/** Starts the browsers of harness/browsers under a driver, and serves the built page. */
import { fileURLToPath } from "node:url";
import puppeteer, { type Browser } from "puppeteer-core";
import { preview } from "vite";
import { commandOf } from "../../harness/browsers/open-page.js";

export const BROWSERS = ["chromium", "firefox", "webkit"] as const;

export type BrowserName = (typeof BROWSERS)[number];

export type Scheme = "light" | "dark";

/** Firefox's preference for the colour scheme. */
const SCHEME_PREFERENCE = "layout.css.prefers-color-scheme.content-override";

export function launch(name: "chromium" | "firefox", scheme: Scheme = "light"): Promise<Browser> {
  if (name === "firefox") {
    const { file: executablePath, args } = commandOf("Firefox");
    const extraPrefsFirefox = { [SCHEME_PREFERENCE]: scheme === "dark" ? 0 : 1 };
    return puppeteer.launch({ browser: "firefox", executablePath, args: [...args], extraPrefsFirefox, timeout: 0 });
  }
  const { file: executablePath, args } = commandOf("Chromium");
  const schemeArgs = scheme === "dark" ? ["--force-dark-mode"] : [];
  return puppeteer.launch({ executablePath, args: [...schemeArgs, ...args], timeout: 0 });
}

export interface Host {
  /** The headers of every response. */
  readonly headers?: Record<string, string>;
  /** The folder of the page on the host. */
  readonly base?: string;
}

/** Serves the built page as a static host does. */
export async function serve({ headers = {}, base = "/" }: Host = {}): Promise<{ url: string; close(): Promise<void> }> {
  const server = await preview({
    root: fileURLToPath(new URL("../", import.meta.url)),
    configFile: false,
    base,
    logLevel: "error",
    preview: { host: "127.0.0.1", port: 0, headers },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { url: `http://127.0.0.1:${address.port}${base}`, close: () => server.close() };
}
