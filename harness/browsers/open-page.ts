/** A browser of the machine with one page open, and nobody looking. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Browser, browsers, type Command } from "./browsers.js";

/** Throws where the browser is not installed, and says how to install it. */
function checkInstalled({ name, programs, packages }: Browser): void {
  for (const program of programs) {
    if (spawnSync("which", [program]).status !== 0) {
      throw new Error(`${name} is missing: \`apt-get install ${packages}\` installs it on Debian (no ${program})`);
    }
  }
}

/** The path of a browser, and its arguments for an empty page, for a driver that brings its own profile. */
export function commandOf(name: string): Command {
  const browser = browsers.find((browser) => browser.name === name);
  if (!browser) throw new Error(`there is no ${name}`);
  checkInstalled(browser);
  const profile = mkdtempSync(join(tmpdir(), "elu-simd-profile-"));
  process.on("exit", () => rmSync(profile, { recursive: true, force: true }));
  const { args } = browser.start(browser.programs[0], profile, "about:blank");
  return { file: spawnSync("which", [browser.programs[0]], { encoding: "utf8" }).stdout.trim(), args };
}

/** The version that the browser prints. Throws where it is not installed. */
export const versionOf = (browser: Browser) => printed(browser, "--version");

/** The options that the browser prints. */
export const helpOf = (browser: Browser) => printed(browser, "--help-all");

/** The output of the browser for an option in place of a page. */
function printed(browser: Browser, option: string): string {
  checkInstalled(browser);
  const profile = mkdtempSync(join(tmpdir(), "elu-simd-profile-"));
  const { file, args } = browser.start(browser.programs[0], profile, option);
  const { stdout } = spawnSync(file, args, { encoding: "utf8", env: { ...process.env, HOME: profile } });
  rmSync(profile, { recursive: true });
  return stdout;
}

/** The resources of all processes of a browser. */
export interface Footprint {
  /** Bytes, resident. */
  readonly memory: number;
  readonly threads: number;
}

/** How to start a browser. */
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
    // A separate process group, so that all of its processes can be ended together, and a temporary home.
    this.#process = spawn(file, args, { detached: true, env: { ...process.env, HOME: profile, ...env } });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on("data", (text) => {
        this.#output += text;
      });
    }
    this.ended = new Promise((_, reject) => {
      this.#process.on("exit", () => reject(new Error(`${file} ended: ${this.#output}`)));
    });
    // Once it is closed, nobody awaits it.
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

  /** The report of the page. Rejects where it is late, or the browser has ended. */
  async within<Report>(milliseconds: number, coming: Promise<Report>): Promise<Report> {
    const late = setTimeout(milliseconds, undefined, { ref: false }).then(() => {
      throw new Error(`${this.#name} has not reported in time; on its console: ${this.complaints}`);
    });
    return Promise.race([coming, this.ended, late]);
  }

  /** As Linux reports it: a page of memory that several processes share counts for each. */
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

/** Nothing of a process that has ended meanwhile. */
function statusOf(process: string): string {
  try {
    return readFileSync(join("/proc", process, "status"), "utf8");
  } catch {
    return "";
  }
}
