/** What the program is told: by the page's address, or as an argument in Node. */

export interface Settings {
  readonly backend: "cpu" | "wasm" | "webgl";
  /** Whether the adapter is registered. */
  readonly registered: boolean;
  /** Where the wasm backend finds its files. */
  readonly wasmPath: string;
}

export interface SpecResults {
  readonly passed: string[];
  readonly failed: string[];
}

const text = typeof location === "undefined" ? process.argv[2] : decodeURIComponent(location.search.slice(1));

export const settings = JSON.parse(text) as Settings;
