/** The browsers, as Debian packages them, and how each opens a page with nobody looking. A new one is added here. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Expectation } from "../engines/judge.js";

export interface Browser extends Expectation {
  readonly name: string;
  /** The browser, and what else it takes to start it. */
  readonly programs: readonly [browser: string, ...others: string[]];
  /** Debian's packages with them. */
  readonly packages: string;
  /** Whether an isolated page has shared memory. */
  readonly sharesMemory: boolean;
  /** Whether the threads of audio worklets compute with subnormal numbers, or take them as 0. */
  readonly subnormalsInAudio: boolean;
  /** How it opens a page, with a new profile in an empty folder. */
  readonly start: (program: string, profile: string, page: string) => Command;
  /** How it runs extensions; undefined where it runs none. */
  readonly extensions?: Extensions;
  /** Takes SIMD from it, or all of WebAssembly where nothing takes SIMD alone. */
  readonly withoutSimd: (command: Command, profile: string) => Command;
  /** Matches what it prints for an error or a warning on the console of the page. */
  readonly complaint: RegExp;
}

export interface Extensions {
  /** Loads the unpacked one in `folder`, whose id for Firefox is EXTENSION_ID. */
  readonly load: (command: Command, profile: string, folder: string) => Command;
  /** Begins the addresses of what it runs. */
  readonly origin: RegExp;
  /** The kind of global object that its background has. */
  readonly backgroundScope: "ServiceWorkerGlobalScope" | "Window";
  /** Whether it has the class SharedArrayBuffer without isolation, as pages have not. */
  readonly alwaysSharesMemory: boolean;
  /** Whether its manifest can ask for isolation. */
  readonly canBeIsolated: boolean;
}

export const EXTENSION_ID = "contract@elu-simd.example";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const FIREFOX_PREFERENCES = {
  "devtools.console.stdout.content": true,
  "browser.shell.checkDefaultBrowser": false,
  "datareporting.policy.dataSubmissionEnabled": false,
};

/** Those in a profile are loaded: Firefox ESR allows it, Firefox as most people have it does not. */
const UNSIGNED_EXTENSIONS = { "xpinstall.signatures.required": false, "extensions.autoDisableScopes": 0 };

export const browsers: readonly Browser[] = [
  {
    name: "Chromium",
    agent: / (Headless)?Chrome\//,
    lacks: [],
    programs: ["chromium"],
    packages: "chromium",
    sharesMemory: true,
    subnormalsInAudio: true,
    start: (file, profile, page) => ({
      file,
      args: [
        ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
        ...["--disable-background-networking", "--disable-component-update", "--enable-logging=stderr"],
        ...[`--user-data-dir=${profile}`, page],
      ],
    }),
    extensions: {
      load: ({ file, args }, _profile, folder) => ({
        file,
        args: [`--load-extension=${folder}`, `--disable-extensions-except=${folder}`, ...args],
      }),
      origin: /^chrome-extension:/,
      backgroundScope: "ServiceWorkerGlobalScope",
      alwaysSharesMemory: true,
      canBeIsolated: true,
    },
    withoutSimd: ({ file, args }) => ({ file, args: ["--js-flags=--no-enable-sse4-1 --no-enable-ssse3", ...args] }),
    complaint: /:CONSOLE:\d+\] (.*)/,
  },
  {
    name: "Firefox",
    agent: / Firefox\//,
    lacks: [],
    programs: ["firefox-esr"],
    packages: "firefox-esr",
    sharesMemory: true,
    subnormalsInAudio: false,
    start: (file, profile, page) => {
      setPreferences(profile, FIREFOX_PREFERENCES);
      return { file, args: ["--headless", "--no-remote", "--profile", profile, page] };
    },
    extensions: {
      load: (command, profile, folder) => {
        setPreferences(profile, { ...FIREFOX_PREFERENCES, ...UNSIGNED_EXTENSIONS });
        cpSync(folder, join(profile, "extensions", EXTENSION_ID), { recursive: true });
        return command;
      },
      origin: /^moz-extension:/,
      backgroundScope: "Window",
      alwaysSharesMemory: false,
      canBeIsolated: false,
    },
    withoutSimd: (command, profile) => {
      setPreferences(profile, { ...FIREFOX_PREFERENCES, "javascript.options.wasm": false });
      return command;
    },
    complaint: /^console\.(?:error|warn): (.*)/,
  },
  {
    name: "WebKit",
    agent: / AppleWebKit\/.* Version\/.* Safari\//,
    lacks: ["wasm-relaxed-simd"],
    programs: ["/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "xvfb-run"],
    packages: "libwebkit2gtk-4.1-0 xvfb xauth",
    sharesMemory: false,
    subnormalsInAudio: true,
    start: (file, _profile, page) => ({
      file: "xvfb-run",
      args: ["--auto-servernum", file, "--enable-write-console-messages-to-stdout=true", page],
    }),
    // WebKitGTK's MiniBrowser has no extensions, which only Safari has (extensions.test.ts would notice them).
    withoutSimd: ({ file, args, env }) => ({ file, args, env: { ...env, JSC_useWasmSIMD: "0" } }),
    complaint: /CONSOLE (?:\w+ )?(?:ERROR|WARN) (.*)/,
  },
];

/** Throws where the browser is not installed, and says how to install it. */
function checkInstalled({ name, programs, packages }: Browser): void {
  for (const program of programs) {
    if (spawnSync("which", [program]).status !== 0) {
      throw new Error(`${name} is missing: \`apt-get install ${packages}\` installs it on Debian (no ${program})`);
    }
  }
}

/** What the browser says its version is. Throws where it is not installed. */
export const versionOf = (browser: Browser) => printed(browser, "--version");

/** What the browser says can be asked of it on its command line. */
export const helpOf = (browser: Browser) => printed(browser, "--help-all");

/** What the browser prints where an option stands in the place of a page. */
function printed(browser: Browser, option: string): string {
  checkInstalled(browser);
  const profile = mkdtempSync(join(tmpdir(), "elu-simd-profile-"));
  const { file, args } = browser.start(browser.programs[0], profile, option);
  const { stdout } = spawnSync(file, args, { encoding: "utf8", env: { ...process.env, HOME: profile } });
  rmSync(profile, { recursive: true });
  return stdout;
}

/** What the processes of a browser take together. */
export interface Footprint {
  /** Bytes, resident. */
  readonly memory: number;
  readonly threads: number;
}

/** What a browser is to be started with. */
export interface Circumstances {
  /** Without SIMD. */
  readonly handicapped?: boolean;
  /** The folder of an extension, where the browser has any. */
  readonly extension?: string;
}

/** A browser with one page open. */
export class OpenPage {
  readonly #name: string;
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #complaint: RegExp;
  /** Resolves when the browser has ended by itself, which it should not. */
  readonly ended: Promise<never>;
  #output = "";

  private constructor({ name, complaint }: Browser, { file, args, env }: Command, profile: string) {
    this.#name = name;
    this.#profile = profile;
    this.#complaint = complaint;
    // A group of its own, so that all of its processes can be ended together, and a home that nothing is left in.
    this.#process = spawn(file, args, { detached: true, env: { ...process.env, HOME: profile, ...env } });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on("data", (text) => {
        this.#output += text;
      });
    }
    this.ended = new Promise((_, reject) => {
      this.#process.on("exit", () => reject(new Error(`${file} ended: ${this.#output}`)));
    });
    // Nobody waits for it any more when it is closed.
    this.ended.catch(() => {});
  }

  /** Throws where the browser is not installed. */
  static open(browser: Browser, page: string, { handicapped = false, extension }: Circumstances = {}): OpenPage {
    checkInstalled(browser);
    const { programs, start, withoutSimd, extensions } = browser;
    const profile = mkdtempSync(join(tmpdir(), "elu-simd-profile-"));
    let command = start(programs[0], profile, page);
    if (handicapped) command = withoutSimd(command, profile);
    if (extension && extensions) command = extensions.load(command, profile, extension);
    return new OpenPage(browser, command, profile);
  }

  /** The errors and warnings that have been on the console of the page. */
  get complaints(): string[] {
    return this.#output.split("\n").flatMap((line) => this.#complaint.exec(line)?.[1] ?? []);
  }

  /** What the page reports; rejects where that does not come in time, or the browser has ended. */
  async within<Report>(milliseconds: number, coming: Promise<Report>): Promise<Report> {
    const late = setTimeout(milliseconds, undefined, { ref: false }).then(() => {
      throw new Error(`${this.#name} has not reported in time; on its console: ${this.complaints}`);
    });
    return Promise.race([coming, this.ended, late]);
  }

  /** As Linux tells it: a page of memory that several of the processes have counts for each. */
  get footprint(): Footprint {
    const all = { memory: 0, threads: 0 };
    for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const status = statusOf(id);
      const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
      // The group is that of the process that was started.
      if (read("NSpgid") !== this.#process.pid) continue;
      all.memory += 1024 * read("VmRSS");
      all.threads += read("Threads");
    }
    return all;
  }

  async close(): Promise<void> {
    const { pid, exitCode } = this.#process;
    if (pid !== undefined && exitCode === null) {
      const exit = new Promise((resolve) => this.#process.on("exit", resolve));
      process.kill(-pid, "SIGKILL");
      await exit;
    }
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 10 });
  }
}

function setPreferences(profile: string, preferences: Readonly<Record<string, boolean | number>>): void {
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${value});`);
  writeFileSync(join(profile, "user.js"), lines.join("\n"));
}

/** Nothing of a process that has ended meanwhile. */
function statusOf(process: string): string {
  try {
    return readFileSync(join("/proc", process, "status"), "utf8");
  } catch {
    return "";
  }
}
