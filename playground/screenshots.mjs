/**
 * `npm run playground -- screenshots FOLDER`: the whole page at four widths, light and dark, benchmark and training
 * done; and the two pictures of docs/examples.md.
 */
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browsers/launch.mjs";
import { serve } from "./browsers/serve.mjs";

const WIDTHS = [320, 390, 1280, 1920];
const DOCS_WIDTH = 1280;
/** Below the curve, in pixels. */
const MARGIN = 12;

/** A picture with something to see: alpha off its default, and a curve beside ELU. */
const QUERY = "?alpha=1.5&curves=elu,relu";

if (!process.argv[2]) throw new Error("npm run playground -- screenshots FOLDER");
// npm changes to the folder of its package; INIT_CWD is where it was called.
const folder = resolve(process.env.INIT_CWD ?? ".", process.argv[2]);
mkdirSync(folder, { recursive: true });
const docs = fileURLToPath(new URL("../docs/", import.meta.url));

const site = await serve();
const browser = await launch("chromium");
try {
  for (const scheme of ["light", "dark"]) {
    const page = await browser.newPage();
    await page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
    await page.setViewport({ width: DOCS_WIDTH, height: 900 });
    await page.goto(site.url + QUERY);
    await page.waitForSelector("#elu-values[value]");
    const bottom = await page.$eval("#curve .card", (card) => card.getBoundingClientRect().bottom + scrollY);
    await page.screenshot({
      path: join(docs, `playground-${scheme}.png`),
      clip: { x: 0, y: 0, width: DOCS_WIDTH, height: Math.ceil(bottom) + MARGIN },
    });

    await page.locator("#full-speed").click();
    await page.locator("#play").click();
    await untilTold(page, "training-status", "After");
    await page.locator("#try-alphas").click();
    await untilTold(page, "alphas-status", "Quickest");
    await page.locator("#run").click();
    await untilTold(page, "benchmark-status", "Done");
    for (const width of WIDTHS) {
      await page.setViewport({ width, height: 900, deviceScaleFactor: width < 500 ? 2 : 1 });
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const path = join(folder, `${width}-${scheme}.png`);
      await page.screenshot({ path, fullPage: true });
      console.log(path);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await site.close();
}

/** Waits until the status line begins with that word. @type {(page: import("puppeteer-core").Page, id: string, word: string) => Promise<void>} */
async function untilTold(page, id, word) {
  const told = (/** @type {string} */ id, /** @type {string} */ word) =>
    document.getElementById(id)?.textContent?.startsWith(word);
  await page.waitForFunction(told, { timeout: 120_000 }, id, word);
}
