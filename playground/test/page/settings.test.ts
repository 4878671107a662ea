import { describe, expect, it } from "vitest";
import { isDisabled, type Page, set, settingOf, untilQuery } from "../../browsers/page.js";
import { visit } from "../../browsers/visit.js";

const DEFAULTS = {
  x: "-1",
  alpha: "1",
  show: "elu relu derivatives",
  dataSet: "spirals",
  network: "12x8",
  seed: "1",
  trainingAlpha: "1",
  operation: "elu",
};

async function expectSettings(page: Page, expected: Record<string, string>): Promise<void> {
  const settings = Object.keys(DEFAULTS).map(async (name) => [name, await settingOf(page, name)]);
  expect(Object.fromEntries(await Promise.all(settings))).toEqual(expected);
}

describe("the address", () => {
  const visitor = visit("chromium");

  it("is empty for the defaults", async () => {
    const page = await visitor.open("?alpha=1&seed=1");
    await expectSettings(page, DEFAULTS);
    await set(page, "seed", 2);
    await untilQuery(page, "?seed=2");
    await set(page, "seed", 1);
    await untilQuery(page, "");
  });

  it("keeps every setting", async () => {
    const changed = {
      x: "-2.5",
      alpha: "1.25",
      show: "relu celu",
      dataSet: "moons",
      network: "8x8",
      seed: "4",
      trainingAlpha: "0.5",
      operation: "seluBackward",
    };
    const query = `?${new URLSearchParams(changed)}`;
    const page = await visitor.open(query);
    await expectSettings(page, changed);
    await set(page, "alpha", 2);
    await untilQuery(page, query.replace("alpha=1.25", "alpha=2"));
    await expectSettings(await visitor.open("?show="), { ...DEFAULTS, show: "" });
  });

  it.each([
    "?alpha=-0.1&x=-7&dataSet=squares&network=1x1&seed=0&trainingAlpha=&operation=relu&show=sine&unknown=1",
    "?alpha=3.01&x=Infinity&dataSet=&network=&seed=1.5&operation=&show=relu+elu&trainingAlpha=NaN",
  ])("gives the defaults for invalid values: %s", async (query) => {
    await expectSettings(await visitor.open(query), DEFAULTS);
  });

  it("restores the settings when the visitor goes back", async () => {
    const page = await visitor.open("?operation=celu&alpha=2");
    await page.evaluate(() => {
      location.hash = "#machine";
    });
    await set(page, "alpha", 0);
    await untilQuery(page, "?alpha=0&operation=celu");
    expect(await isDisabled(page, "benchmark-run")).toBe(true);
    await page.evaluate(() => history.back());
    await untilQuery(page, "?alpha=2&operation=celu");
    expect(await settingOf(page, "alpha")).toBe("2");
    expect(await isDisabled(page, "benchmark-run")).toBe(false);
  });
});
