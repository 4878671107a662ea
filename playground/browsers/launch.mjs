/** The browsers of the machine, started with a fresh profile: Debian's chromium and firefox-esr, or those of the environment. */
import puppeteer from "puppeteer-core";

/** @typedef {"chromium" | "firefox"} BrowserName */

/** @type {readonly BrowserName[]} */
export const BROWSERS = ["chromium", "firefox"];

/** @typedef {"light" | "dark"} Scheme */

/** @type {readonly Scheme[]} */
export const SCHEMES = ["light", "dark"];

/** Quiet: no sandbox, which root cannot have, and no requests of the browser's own. */
const CHROMIUM_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Firefox takes the colour scheme from its settings. */
const SCHEME_SETTING = "layout.css.prefers-color-scheme.content-override";

/**
 * @param {BrowserName} name
 * @param {Scheme} [scheme]
 */
export function launch(name, scheme = "light") {
  if (name === "firefox") {
    return puppeteer.launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
      headless: true,
      extraPrefsFirefox: { [SCHEME_SETTING]: scheme === "dark" ? 0 : 1 },
    });
  }
  const dark = scheme === "dark" ? ["--force-dark-mode"] : [];
  return puppeteer.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: [...CHROMIUM_FLAGS, ...dark],
  });
}
