/** The page in a browser, under any driver: the actions and readings of tests. */
import { expect } from "vitest";

export interface Page {
  /** Runs a self-contained function in the page. */
  evaluate<Args extends unknown[], Result>(run: (...args: Args) => Result, ...args: Args): Promise<Awaited<Result>>;
  /** Runs a classic script in the page. */
  run(script: string): Promise<void>;
  /** Clicks with a pointer: the element must be visible. */
  click(id: string): Promise<void>;
  /** Moves the pointer into a visible element, to the shares `x` and `y`, from 0 to 1, of its width and height. */
  pointAt(selector: string, x: number, y: number): Promise<void>;
  /** Presses a key, by its name in keyboard events. */
  press(key: string): Promise<void>;
}

/** The value of a data element; NaN without one. */
export async function number(page: Page, id: string): Promise<number> {
  const value = await page.evaluate((id) => document.getElementById(id)?.getAttribute("value") ?? "", id);
  return Number.parseFloat(value);
}

export function text(page: Page, id: string): Promise<string> {
  return page.evaluate((id) => document.getElementById(id)?.textContent?.trim() ?? "", id);
}

/** The values of all controls of a name, separated by spaces. */
export function settingOf(page: Page, name: string): Promise<string> {
  return page.evaluate((name) => {
    const form = document.getElementById("settings") as HTMLFormElement;
    return new FormData(form).getAll(name).join(" ");
  }, name);
}

export function isDisabled(page: Page, id: string): Promise<boolean> {
  return page.evaluate((id) => (document.getElementById(id) as HTMLButtonElement).disabled, id);
}

/** Sets a slider, a field or a selection as its user would. */
export function set(page: Page, id: string, value: string | number): Promise<void> {
  return page.evaluate(
    (id, value) => {
      const control = document.getElementById(id) as HTMLInputElement;
      control.value = value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
    },
    id,
    String(value),
  );
}

/** Waits until `holds` is true of the number, and returns it. */
export async function untilNumber(page: Page, id: string, holds: (value: number) => boolean): Promise<number> {
  await expect.poll(() => number(page, id)).toSatisfy(holds);
  return number(page, id);
}

/** Waits until the text matches. */
export async function untilText(page: Page, id: string, pattern: RegExp): Promise<void> {
  await expect.poll(() => text(page, id)).toMatch(pattern);
}

/** Waits until the address has this query. */
export async function untilQuery(page: Page, query: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => location.search)).toBe(query);
}

/** The number of pixels in the canvas of `selector` that are close to the colour of the custom property `name`. */
export function pixelsOf(page: Page, selector: string, name: string): Promise<number> {
  return page.evaluate(
    (selector, name) => {
      const canvas = document.querySelector(`${selector} canvas`) as HTMLCanvasElement;
      const { width, height } = canvas;
      const ctx = canvas.getContext("2d");
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
    selector,
    name,
  );
}
