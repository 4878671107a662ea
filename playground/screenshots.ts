/** `npm run playground -- screenshots`: draws the picture in README.md. */
import { fileURLToPath } from "node:url";
import { launch, serve } from "./browsers/launch.js";

const WIDTH = 1280;
/** The space below the curve, in pixels. */
const MARGIN = 12;

const site = await serve();
const browser = await launch("chromium");
try {
  const page = await browser.newPage();
  await page.setViewport({ width: WIDTH, height: 900 });
  await page.goto(`${site.url}?alpha=1.5`);
  await page.waitForSelector("#elu-loss[value]");
  const bottom = await page.$eval("#curve .card", (card) => card.getBoundingClientRect().bottom + scrollY);
  await page.screenshot({
    path: fileURLToPath(new URL("../docs/playground.png", import.meta.url)) as `${string}.png`,
    clip: { x: 0, y: 0, width: WIDTH, height: Math.ceil(bottom) + MARGIN },
  });
} finally {
  await browser.close();
  await site.close();
}
