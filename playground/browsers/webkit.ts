/** WebKit's MiniBrowser, by WebDriver: one window, in which one page follows the other. From Debian's packages. */
import { type ChildProcess, spawn } from "node:child_process";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import type { Page } from "./page.js";

const MINI_BROWSER = process.env.WEBKIT ?? "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

/** The window has a bar above the page, and is never narrower than this; narrower pages are shown in a frame. */
const BAR = 38;
const NARROWEST = 500;

/** The screen, which nobody sees. */
const SCREEN = "-screen 0 2000x1400x24";

/** WebDriver's codes of keys that are no characters. */
const KEYS: Readonly<Record<string, string>> = {
  Tab: "\uE004",
  Enter: "\uE007",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
};

/** The name of an element's reference in WebDriver's answers. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export class WebKit {
  readonly #driver: ChildProcess;
  readonly #session: string;

  private constructor(driver: ChildProcess, session: string) {
    this.#driver = driver;
    this.#session = session;
  }

  static async launch(scheme: "light" | "dark"): Promise<WebKit> {
    const port = await freePort();
    // A group of its own, so that all of its processes can be ended together.
    const driver = spawn(
      "xvfb-run",
      ["--auto-servernum", `--server-args=${SCREEN}`, "WebKitWebDriver", `--port=${port}`],
      {
        detached: true,
        stdio: "ignore",
        env: { ...process.env, GTK_THEME: scheme === "dark" ? "Adwaita:dark" : "Adwaita" },
      },
    );
    const options = { binary: MINI_BROWSER, args: ["--automation"] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
    for (let attempts = 0; ; attempts++) {
      try {
        const { sessionId } = await ask<{ sessionId: string }>("POST", `http://127.0.0.1:${port}/session`, {
          capabilities,
        });
        return new WebKit(driver, `http://127.0.0.1:${port}/session/${sessionId}`);
      } catch (error) {
        // It takes a moment until the driver listens.
        if (attempts === 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  /** The page at `url`, so many pixels wide and 900 high. */
  async open(url: string, width: number): Promise<Page> {
    const framed = width < NARROWEST;
    await this.#post("window/rect", { x: 0, y: 0, width: framed ? 1280 : width, height: 900 + BAR });
    // A frame needs a page around it without a policy of its own: any answer of the driver will do.
    await this.#post("url", { url: framed ? new URL("/status", this.#session).href : url });
    if (framed) {
      const frame = `<iframe src="${url}" width="${width}" height="900" style="border: 0"></iframe>`;
      await this.#post("execute/sync", { script: "document.body.innerHTML = arguments[0]", args: [frame] });
      await this.#post("frame", { id: 0 });
    }
    return this.#page();
  }

  async close(): Promise<void> {
    await ask("DELETE", this.#session);
    const { pid } = this.#driver;
    if (pid === undefined) return;
    const exit = new Promise((resolve) => this.#driver.on("exit", resolve));
    process.kill(-pid, "SIGTERM");
    await exit;
  }

  #post<Value>(command: string, parameters: object): Promise<Value> {
    return ask("POST", `${this.#session}/${command}`, parameters);
  }

  #page(): Page {
    const execute = <Value>(script: string, args: unknown[] = []) =>
      this.#post<Value>("execute/sync", { script, args });
    const post = <Value>(command: string, parameters: object) => this.#post<Value>(command, parameters);
    const find = (value: string) =>
      this.#post<Record<string, string>>("element", { using: "css selector", value }).then((found) => found[ELEMENT]);
    const perform = (actions: object[], type: "pointer" | "key") =>
      this.#post<void>("actions", {
        actions: [{ type, id: type, actions, ...(type === "pointer" ? { parameters: { pointerType: "mouse" } } : {}) }],
      });
    return {
      evaluate: (run, ...args) => execute(`return (${run}).apply(undefined, arguments)`, args),
      run: (script) => execute(`${script}; return`),
      async click(id) {
        const element = await find(`#${id}`);
        // WebDriver would not wait until a smooth scroll has brought it into sight.
        await execute(
          `document.getElementById(arguments[0]).scrollIntoView({ behavior: "instant", block: "center" })`,
          [id],
        );
        await post<void>(`element/${element}/click`, {});
      },
      async pointAt(selector, x, y) {
        const [left, top, width, height] = await execute<number[]>(
          `const { left, top, width, height } = document.querySelector(arguments[0]).getBoundingClientRect();
          return [left, top, width, height];`,
          [selector],
        );
        const to = { x: Math.round(left + x * width), y: Math.round(top + y * height), origin: "viewport" };
        await perform([{ type: "pointerMove", duration: 0, ...to }], "pointer");
      },
      async press(key) {
        const value = KEYS[key] ?? key;
        await perform(
          [
            { type: "keyDown", value },
            { type: "keyUp", value },
          ],
          "key",
        );
      },
    };
  }
}

async function ask<Value>(method: string, url: string, body?: object): Promise<Value> {
  const response = await fetch(url, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  const { value } = (await response.json()) as { value: Value };
  if (!response.ok) throw new Error(`WebKit: ${JSON.stringify(value)}`);
  return value;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.on("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
