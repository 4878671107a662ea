/** The page in a browser: what its tests do with it and read from it. */
import type { Page } from "puppeteer-core";
import { expect } from "vitest";

/** The number that the page shows in a data element; NaN where it shows none. */
export function number(page: Page, id: string): Promise<number> {
  return page.$eval(`data#${id}`, (data) => Number.parseFloat(data.getAttribute("value") ?? ""));
}

export function text(page: Page, id: string): Promise<string> {
  return page.$eval(`#${id}`, (element) => element.textContent?.trim() ?? "");
}

export function isDisabled(page: Page, id: string): Promise<boolean> {
  return page.$eval(`#${id}`, (control) => (control as HTMLButtonElement).disabled);
}

/** Puts a value into a slider, a field or a selection, as its user would. */
export function set(page: Page, id: string, value: string | number): Promise<void> {
  return page.$eval(
    `#${id}`,
    (control, value) => {
      (control as HTMLInputElement).value = value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
    },
    String(value),
  );
}

/** Clicks where a pointer would, which only works on what can be seen. */
export async function click(page: Page, id: string): Promise<void> {
  await page.locator(`#${id}`).click();
}

/** Waits until the number is one for which `holds`, and returns it. */
export async function untilNumber(page: Page, id: string, holds: (value: number) => boolean): Promise<number> {
  return await expect
    .poll(() => number(page, id), { timeout: 60_000 })
    .toSatisfy(holds)
    .then(() => number(page, id));
}

/** Waits until the address has that query. */
export async function untilQuery(page: Page, query: string): Promise<void> {
  await expect.poll(() => new URL(page.url()).search, { timeout: 5000 }).toBe(query);
}

/** How many pixels of the canvas in `selector` are nearly of the colour that the custom property `name` holds. */
export function pixelsOf(page: Page, selector: string, name: string): Promise<number> {
  return page.$eval(
    `${selector} canvas`,
    (canvas, name) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const ctx = (canvas as HTMLCanvasElement).getContext("2d");
      if (!ctx) throw new Error("no context");
      const probe = document.createElement("span");
      probe.style.color = `var(${name})`;
      document.body.append(probe);
      const colour = (getComputedStyle(probe).color.match(/\d+/g) ?? []).map(Number);
      probe.remove();
      const { data } = ctx.getImageData(0, 0, width, height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] > 200 && colour.every((value, k) => Math.abs(data[i + k] - value) < 12)) count++;
      }
      return count;
    },
    name,
  );
}
