/** The runtimes of the suite, and how each runs the contract. A new runtime is added here. */
import { execFile, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import type { Expectation } from "../engines/judge.js";
import type { Report } from "../engines/report.js";

export interface Runtime extends Expectation {
  readonly name: string;
  readonly program: string;
  readonly start: (program: string, folder: string, settings: Settings) => Promise<Report>;
  /** Settings that disable SIMD, if the runtime has any. */
  readonly withoutSimd?: Settings;
}

/** Flags and environment variables for the start of a runtime. */
export interface Settings {
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const installed = (program: string) => join(import.meta.dirname, "../../installs/runtimes/node_modules", program);

/** V8 has no WebAssembly SIMD on x86 without these instructions. */
const WITHOUT_SSE4 = ["--no-enable-sse4-1", "--no-enable-ssse3"];

export const runtimes: readonly Runtime[] = [
  { ...node(20, process.execPath), lacks: ["wasm-relaxed-simd"] },
  node(22, installed("node22/bin/node")),
  node(24, installed("node24/bin/node")),
  node(26, installed("node26/bin/node")),
  {
    name: "Bun",
    agent: /^Bun\//,
    lacks: [],
    program: installed(".bin/bun"),
    start: printReport,
    withoutSimd: { env: { BUN_JSC_useWasmSIMD: "0" } },
  },
  {
    name: "Deno",
    agent: /^Deno\//,
    lacks: [],
    program: installed("@deno/linux-x64-glibc/deno"),
    start: (program, folder, { flags = [] }) => printReport(program, folder, { flags: ["run", ...flags] }),
    withoutSimd: { flags: [`--v8-flags=${WITHOUT_SSE4}`] },
  },
  {
    name: "workerd",
    agent: /^Cloudflare-Workers$/,
    oneThread: /^this engine has no workers$/,
    lacks: [],
    program: installed("@cloudflare/workerd-linux-64/bin/workerd"),
    start: serveContract,
  },
];

/** Runs the contract, whose files are in the folder of the installed package. */
export function runContract({ program, start }: Runtime, folder: string, settings: Settings = {}): Promise<Report> {
  return start(program, folder, settings);
}

function node(version: number, program: string): Runtime {
  return {
    name: `Node.js ${version}`,
    agent: new RegExp(`^Node\\.js/${version}\\b`),
    lacks: [],
    program,
    start: printReport,
    withoutSimd: { flags: WITHOUT_SSE4 },
  };
}

async function printReport(program: string, folder: string, { flags = [], env = {} }: Settings): Promise<Report> {
  const { stdout } = await promisify(execFile)(program, [...flags, "print-report.js"], {
    cwd: folder,
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout);
}

function serveContract(program: string, folder: string): Promise<Report> {
  return serveWorker(
    program,
    folder,
    `import { keepContract } from "./contract.js";
     export default { fetch: async () => Response.json(await keepContract()) };`,
  );
}

/**
 * The answer of a worker with this code, served as by Cloudflare: workerd bundles the code with esbuild, as wrangler,
 * Cloudflare's command, does.
 */
export async function serveWorker<Answer>(
  program: string,
  folder: string,
  code: string,
  compatibility: object = { compatibility_date: "2026-11-01" },
): Promise<Answer> {
  writeFileSync(join(folder, "worker.js"), code);
  const config = { name: "contract", main: "worker.js", ...compatibility };
  writeFileSync(join(folder, "wrangler.json"), JSON.stringify(config));

  const args = ["serve", "wrangler.json", "--socket-addr=http=127.0.0.1:0", "--control-fd=1"];
  const worker = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, WORKERD_ESBUILD: installed(".bin/esbuild") },
  });
  let errors = "";
  worker.stderr.on("data", (text) => {
    errors += text;
  });
  try {
    for await (const line of createInterface({ input: worker.stdout })) {
      const { event, port } = JSON.parse(line);
      if (event === "listen") return (await (await fetch(`http://127.0.0.1:${port}`)).json()) as Answer;
    }
    throw new Error(`workerd does not start: ${errors}`);
  } finally {
    worker.kill();
  }
}
