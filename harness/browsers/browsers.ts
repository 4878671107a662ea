/** Debian's browsers: their commands and features. A new browser is added here. */
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BackendName } from "elu-simd";

export interface Browser {
  readonly name: string;
  /** Matches the user agent. */
  readonly agent: RegExp;
  /** Backends that are unavailable in this browser. */
  readonly lacks: readonly BackendName[];
  /** The browser, and other programs that the command needs. */
  readonly programs: readonly [browser: string, ...others: string[]];
  /** The Debian packages of these programs. */
  readonly packages: string;
  /** Whether an isolated page has shared memory. */
  readonly sharesMemory: boolean;
  /** Whether audio worklets compute with subnormal numbers instead of flushing them to 0. */
  readonly subnormalsInAudio: boolean;
  /** The command that opens `page`, with a new profile in the empty folder `profile`. */
  readonly start: (program: string, profile: string, page: string) => Command;
  /** Undefined if the browser has no extensions. */
  readonly extensions?: Extensions;
  /** Adds options that disable SIMD, or all of WebAssembly if the browser cannot disable SIMD alone. */
  readonly withoutSimd: (command: Command, profile: string) => Command;
  /** Matches the line that the browser prints for an error or a warning on the page's console. */
  readonly complaint: RegExp;
}

export interface Extensions {
  /** Adds options that load the unpacked extension in `folder`. For Firefox, its id is EXTENSION_ID. */
  readonly load: (command: Command, profile: string, folder: string) => Command;
  /** Matches the start of an extension's addresses. */
  readonly origin: RegExp;
  /** The class of the background's global object. */
  readonly backgroundScope: "ServiceWorkerGlobalScope" | "Window";
  /** Whether extensions have the class SharedArrayBuffer without isolation. Pages do not. */
  readonly alwaysSharesMemory: boolean;
  /** Whether the manifest of an extension can request isolation. */
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

/** Allows unsigned extensions in a profile. Firefox ESR respects this, release versions of Firefox do not. */
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
    // MiniBrowser has no extensions; of WebKit's browsers only Safari does. extensions.test.ts notices if that changes.
    withoutSimd: ({ file, args, env }) => ({ file, args, env: { ...env, JSC_useWasmSIMD: "0" } }),
    complaint: /CONSOLE (?:\w+ )?(?:ERROR|WARN) (.*)/,
  },
];

function setPreferences(profile: string, preferences: Readonly<Record<string, boolean | number>>): void {
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${value});`);
  writeFileSync(join(profile, "user.js"), lines.join("\n"));
}
