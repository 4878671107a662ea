/** Opens a page in an installed browser, which shows no window. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type Browser, browsers, type Command } from "./browsers.js";

/** Throws if the browser is not installed; the message says how to install it. */
function checkInstalled({ name, programs, packages }: Browser): void {
  for (const program of programs) {
    if (spawnSync("which", [program]).status !== 0) {
      throw new Error(`${name} is missing: \`apt-get install ${packages}\` installs it on Debian (no ${program})`);
    }
  }
}

/** The path of a browser and its arguments for a blank page. Drivers of browsers create their own profile. */
export function commandOf(name: string): Command {
  const browser = browsers.find((browser) => browser.name === name);
  if (!browser) throw new Error(`no browser has the name ${name}`);
  checkInstalled(browser);
  const profile = mkdtempSync(join(tmpdir(), "elu-simd-profile-"));
  process.on("exit", () => rmSync(profile, { recursive: true, force: true }));
  const { args } = browser.start(browser.programs[0], profile, "about:blank");
  return { file: spawnSync("which", [browser.programs[0]], { encoding: "utf8" }).stdout.trim(), args };
}

/** The version that the browser prints. Throws if the browser is not installed. */
export const versionOf = (browser: Browser) => printed(browser, "--version");

/** The options that the browser prints. */
export const helpOf = (browser: Browser) => printed(browser, "--help-all");

/** The output of the browser for `option`, which replaces the address of a page. */
function printed(browser: Browser, option: string): string {
  checkInstalled(browser);
  const profile = mkdtempSync(join(tmpdir(), "elu-simd-profile-"));
  const { file, args } = browser.start(browser.programs[0], profile, option);
  const { stdout } = spawnSync(file, args, { encoding: "utf8", env: { ...process.env, HOME: profile } });
  rmSync(profile, { recursive: true });
  return stdout;
}

/** Resources that all processes of a browser use. */
export interface Footprint {
  /** Resident memory in bytes. */
  readonly memory: number;
  readonly threads: number;
}

/** How to start a browser. */
export interface Circumstances {
  /** Without SIMD. */
  readonly handicapped?: boolean;
  /** The folder of an extension. Browsers without extensions ignore it. */
  readonly extension?: string;
}

/** A browser with one page open. */
export class OpenPage {
  readonly #name: string;
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #complaint: RegExp;
  /** Rejects when the browser ends. */
  readonly ended: Promise<never>;
  #output = "";

  private constructor({ name, complaint }: Browser, { file, args, env }: Command, profile: string) {
    this.#name = name;
    this.#profile = profile;
    this.#complaint = complaint;
    // A separate process group lets close() end all processes of the browser; the home is temporary.
    this.#process = spawn(file, args, { detached: true, env: { ...process.env, HOME: profile, ...env } });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on("data", (text) => {
        this.#output += text;
      });
    }
    this.ended = new Promise((_, reject) => {
      this.#process.on("exit", () => reject(new Error(`${file} ended: ${this.#output}`)));
    });
    // After close(), nothing awaits this promise.
    this.ended.catch(() => {});
  }

  /** Throws if the browser is not installed. */
  static open(browser: Browser, page: string, { handicapped = false, extension }: Circumstances = {}): OpenPage {
    checkInstalled(browser);
    const { programs, start, withoutSimd, extensions } = browser;
    const profile = mkdtempSync(join(tmpdir(), "elu-simd-profile-"));
    let command = start(programs[0], profile, page);
    if (handicapped) command = withoutSimd(command, profile);
    if (extension && extensions) command = extensions.load(command, profile, extension);
    return new OpenPage(browser, command, profile);
  }

  /** The errors and warnings on the page's console so far. */
  get complaints(): string[] {
    return this.#output.split("\n").flatMap((line) => this.#complaint.exec(line)?.[1] ?? []);
  }

  /** Resolves with the report. Rejects if the report takes longer, or the browser ends. */
  async within<Report>(milliseconds: number, report: Promise<Report>): Promise<Report> {
    const late = setTimeout(milliseconds, undefined, { ref: false }).then(() => {
      throw new Error(`${this.#name} has not reported in time; on its console: ${this.complaints}`);
    });
    return Promise.race([report, this.ended, late]);
  }

  /** As Linux reports it: memory that several processes share counts once for each process. */
  get footprint(): Footprint {
    const all = { memory: 0, threads: 0 };
    for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const status = statusOf(id);
      const read = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
      // The id of the group is that of the process that was started.
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

/** The status of a process, empty if the process has ended. */
function statusOf(process: string): string {
  try {
    return readFileSync(join("/proc", process, "status"), "utf8");
  } catch {
    return "";
  }
}
