/** WebKit's MiniBrowser, driven by WebDriver: one window, in which each page replaces the previous one. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { Builder, By, Capabilities, Key, type WebDriver } from "selenium-webdriver";
import { commandOf } from "../../harness/browsers/open-page.js";
import type { Scheme } from "./launch.js";
import type { Page } from "./page.js";

/** In pixels: the height of the bar above the page, and the smallest width of the window. */
const BAR = 38;
const NARROWEST = 500;

const KEYS: Readonly<Record<string, string>> = { Tab: Key.TAB, Enter: Key.ENTER, ArrowRight: Key.ARROW_RIGHT };

export interface WebKit {
  /** The page at `url`, 900 pixels high. */
  open(url: string, width: number): Promise<Page>;
  close(): Promise<void>;
}

export async function launchWebKit(scheme: Scheme): Promise<WebKit> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await once(server.close(), "close");
  // A process group, so that all of its processes can be ended together, on a virtual screen. The screen's number
  // follows from the free port: xvfb-run would give the same number to two runs that start together.
  const service = spawn(
    "xvfb-run",
    [`--server-num=${port % 10_000}`, "--server-args=-screen 0 2000x1400x24", "WebKitWebDriver", `--port=${port}`],
    {
      detached: true,
      stdio: "ignore",
      env: { ...process.env, GTK_THEME: scheme === "dark" ? "Adwaita:dark" : "Adwaita" },
    },
  );
  const capabilities = new Capabilities({
    browserName: "MiniBrowser",
    "webkitgtk:browserOptions": { binary: commandOf("WebKit").file, args: ["--automation"] },
  });
  const driver = await connect(new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities));
  await driver.manage().setTimeouts({ script: 240_000 });
  return {
    async open(url, width) {
      const framed = width < NARROWEST;
      await driver.switchTo().defaultContent();
      await driver
        .manage()
        .window()
        .setRect({ x: 0, y: 0, width: framed ? 1280 : width, height: 900 + BAR });
      // The narrowest pages need a frame, in a page without a policy: any response of the driver's server.
      await driver.get(framed ? `http://127.0.0.1:${port}/status` : url);
      if (framed) {
        const frame = `<iframe src="${url}" width="${width}" height="900" style="border: 0"></iframe>`;
        await driver.executeScript("document.body.innerHTML = arguments[0]", frame);
        await driver.switchTo().frame(0);
      }
      return drive(driver);
    },
    async close() {
      await driver.quit();
      const ended = once(service, "exit");
      if (service.pid !== undefined) process.kill(-service.pid, "SIGTERM");
      await ended;
    },
  };
}

/** Tries again until the driver's server listens. */
async function connect(builder: Builder): Promise<WebDriver> {
  for (let attempts = 0; ; attempts++) {
    try {
      return await builder.build();
    } catch (error) {
      if (attempts === 1000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function drive(driver: WebDriver): Page {
  return {
    evaluate: (run, ...args) => driver.executeScript(`return (${run}).apply(undefined, arguments)`, ...args),
    async run(script) {
      await driver.executeScript(`${script}; return`);
    },
    async click(id) {
      const target = await driver.findElement(By.id(id));
      // WebDriver does not wait for a smooth scroll.
      await driver.executeScript(`arguments[0].scrollIntoView({ behavior: "instant", block: "center" })`, target);
      await target.click();
    },
    async pointAt(selector, x, y) {
      const origin = await driver.findElement(By.css(selector));
      const { width, height } = await origin.getRect();
      const offset = { x: Math.round((x - 0.5) * width), y: Math.round((y - 0.5) * height) };
      await driver
        .actions()
        .move({ origin, duration: 0, ...offset })
        .perform();
    },
    press: (key) =>
      driver
        .actions()
        .sendKeys(KEYS[key] ?? key)
        .perform(),
  };
}
