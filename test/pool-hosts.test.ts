import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { workerScript } from "../src/generated/worker-script.js";
import { createPool, type TrustedScriptUrl, type WorkerUrl } from "../src/threads.js";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { functionsOn } from "./support/backends.js";
import { node } from "./support/pools.js";
import { outputOf } from "./support/programs.js";

const { elu } = functionsOn("wasm-simd");

afterEach(() => vi.unstubAllGlobals());

/** A file that exists until the test ends. */
function fileOf(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "elu-simd-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe("preloads in NODE_OPTIONS", () => {
  it("do not run in workers, where a preload that creates a pool would start workers without end", () => {
    const preload = fileOf("preload.cjs", "process.stdout.write('preloaded\\n');");
    const source = `import { createPool } from "elu-simd/threads";
      const pool = await createPool({ threads: 2 }); console.log(pool.threads, pool.reason); await pool.close();`;
    expect(outputOf(source, { NODE_OPTIONS: `--require ${preload}` })).toBe("preloaded\n2 undefined\n");
  });
});

describe("a page with Node that refuses Node's workers", () => {
  it("starts web workers", async () => {
    const urls: string[] = [];
    /** A web worker that runs in a worker of Node. */
    class WebWorker {
      onmessage = () => {};
      readonly #thread;
      constructor(url: string) {
        urls.push(url);
        this.#thread = node.spawn(workerScript, { onMessage: () => this.onmessage(), onFailure: () => {} });
      }
      postMessage(value: unknown) {
        this.#thread.postMessage(value);
      }
      terminate() {
        void this.#thread.terminate();
      }
    }
    const { getBuiltinModule } = process;
    vi.stubGlobal("process", {
      ...process,
      getBuiltinModule: (name: string) =>
        name === "node:worker_threads"
          ? {
              Worker: function Worker() {
                throw new Error("The V8 platform used by this instance of Node does not support creating Workers");
              },
            }
          : getBuiltinModule(name),
    });
    vi.stubGlobal("Worker", WebWorker);
    vi.stubGlobal("document", {});
    const pool = await createPool({ threads: 2, capacity: 1000 });
    onTestFinished(() => pool.close());
    expect([pool.threads, pool.reason]).toEqual([2, undefined]);
    expect(urls).toEqual([expect.stringMatching("^blob:"), expect.stringMatching("^blob:")]);
    const x = normalFloats(2 ** 20);
    assertSameBits(await pool.elu(x), elu(x));
  });
});

/** A TrustedScriptURL like those of browsers, which Node lacks. */
function trustedUrlOf(file: string): TrustedScriptUrl {
  const { href } = pathToFileURL(file);
  return Object.assign(Object.create({ [Symbol.toStringTag]: "TrustedScriptURL" }), {
    toString: () => href,
    toJSON: () => href,
  });
}

describe("workerUrl", () => {
  it.each<[string, (file: string) => WorkerUrl]>([
    ["a path", (file) => file],
    ["a URL", pathToFileURL],
    ["the text of a URL", (file) => pathToFileURL(file).href],
    ["a TrustedScriptURL, as in a page with Node", trustedUrlOf],
  ])("loads the script of the workers from %s", async (_, urlOf) => {
    const pool = await createPool({ threads: 2, workerUrl: urlOf(fileOf("worker.cjs", workerScript)) });
    onTestFinished(() => pool.close());
    expect([pool.threads, pool.reason]).toEqual([2, undefined]);
    const x = normalFloats(2 ** 20);
    assertSameBits(await pool.elu(x), elu(x));
  });

  it("of a missing file leaves one thread, with a reason", async () => {
    const pool = await createPool({ threads: 2, workerUrl: pathToFileURL("/nowhere/worker.js") });
    expect([pool.threads, pool.reason]).toEqual([1, expect.stringContaining("a worker did not start")]);
  });
});

describe("the script of a web worker that does not start", () => {
  /** A worker that fails before its first message, as under a policy that forbids it. */
  class DyingWorker {
    onerror = (_: object) => {};
    constructor() {
      queueMicrotask(() => this.onerror({ message: "", preventDefault: () => {} }));
    }
    postMessage() {}
    terminate() {}
  }
  const RefusedWorker = class {
    constructor() {
      throw new TypeError("no worker from a string");
    }
  };

  it.each([
    ["dies", DyingWorker],
    ["is refused", RefusedWorker],
  ])("is revoked if the worker %s", async (_, Worker) => {
    const urls = new Set<string>();
    const { createObjectURL } = URL;
    vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
      const url = createObjectURL(blob);
      urls.add(url);
      return url;
    });
    vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void urls.delete(url));
    onTestFinished(() => void vi.restoreAllMocks());
    // A page, not Node.
    vi.stubGlobal("process", undefined);
    vi.stubGlobal("navigator", { hardwareConcurrency: 2 });
    vi.stubGlobal("crossOriginIsolated", true);
    vi.stubGlobal("document", {});
    vi.stubGlobal("Worker", Worker);
    const pool = await createPool({ threads: 2, capacity: 1000 });
    expect([pool.threads, pool.reason]).toEqual([1, expect.stringMatching(/^a worker did not start /)]);
    expect(URL.createObjectURL).toHaveBeenCalledTimes(2);
    expect([...urls]).toEqual([]);
  });
});
