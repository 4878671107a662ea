/** The page in a browser: what its tests do with it and read from it. */
import type { Page } from "puppeteer-core";

/** The number that the page shows in a data element. */
export function number(page: Page, id: string): Promise<number> {
  return page.$eval(`data#${id}`, (data) => Number((data as HTMLDataElement).getAttribute("value") ?? Number.NaN));
}

export function text(page: Page, id: string): Promise<string> {
  return page.$eval(`#${id}`, (element) => element.textContent?.trim() ?? "");
}

export function isDisabled(page: Page, id: string): Promise<boolean> {
  return page.$eval(`#${id}`, (button) => (button as HTMLButtonElement).disabled);
}

/** Moves a slider, or fills a field in, as a user's input does. */
export function set(page: Page, id: string, value: string): Promise<void> {
  return page.$eval(
    `#${id}`,
    (input, value) => {
      (input as HTMLInputElement).value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    value,
  );
}

export function click(page: Page, id: string): Promise<void> {
  return page.$eval(`#${id}`, (element) => (element as HTMLElement).click());
}

/** Waits until the page shows a number for which `holds`, and returns it. */
export async function untilNumber(page: Page, id: string, holds: (value: number) => boolean): Promise<number> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    const value = await number(page, id);
    if (holds(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`#${id} shows ${await number(page, id)}, and not what was waited for`);
}

/** The address that the page has when it is done changing it. */
export async function address(page: Page, query: string): Promise<void> {
  await page.waitForFunction((query) => location.search === query, { timeout: 5000 }, query);
}
