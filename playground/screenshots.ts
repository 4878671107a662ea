/**
 * `npm run playground -- screenshots FOLDER`: the whole page at four widths, light and dark, after training and
 * benchmark; and the two pictures of docs/examples.md.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "puppeteer-core";
import { launch, serve } from "./browsers/launch.js";

const WIDTHS = [320, 390, 1280, 1920];
const DOCS_WIDTH = 1280;
/** Below the curve, in pixels. */
const MARGIN = 12;

const [, name] = process.argv;
if (!name) throw new Error("npm run playground -- screenshots FOLDER");
// npm changes to the folder of its package; INIT_CWD is the one in which it was called.
const folder = resolve(process.env.INIT_CWD ?? ".", name);
mkdirSync(folder, { recursive: true });
const docs = fileURLToPath(new URL("../docs/", import.meta.url));

const site = await serve();
const browser = await launch("chromium");
try {
  for (const scheme of ["light", "dark"]) {
    const page = await browser.newPage();
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.setViewport({ width: DOCS_WIDTH, height: 900 });
    await page.goto(`${site.url}?alpha=1.5`);
    await page.waitForSelector("#elu-loss[value]");
    const bottom = await page.$eval("#curve .card", (card) => card.getBoundingClientRect().bottom + scrollY);
    await page.screenshot({
      path: join(docs, `playground-${scheme}.png`),
      clip: { x: 0, y: 0, width: DOCS_WIDTH, height: Math.ceil(bottom) + MARGIN },
    });

    await page.locator("#full-speed").click();
    for (const [button, status, start] of [
      ["play", "training-status", "(ELU|ReLU|No)"],
      ["alphas-run", "alphas-status", "(ELU|ReLU|No)"],
      ["benchmark-run", "benchmark-status", "Done"],
    ]) {
      await page.locator(`#${button}`).click();
      await untilStatus(page, status, `^${start}\\b`);
    }
    for (const width of WIDTHS) {
      await page.setViewport({ width, height: 900, deviceScaleFactor: width < 500 ? 2 : 1 });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const path = join(folder, `${width}-${scheme}.png`);
      await page.screenshot({ path: path as `${string}.png`, fullPage: true });
      console.log(path);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await site.close();
}

async function untilStatus(page: Page, id: string, pattern: string): Promise<void> {
  const matches = (id: string, pattern: string) =>
    new RegExp(pattern).test(document.getElementById(id)?.textContent ?? "");
  await page.waitForFunction(matches, { timeout: 120_000 }, id, pattern);
}
