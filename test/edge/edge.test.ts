/** The package in tools that build for edge hosts, without settings or with those of docs/setup.md. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyToBreak, installPackage } from "../package/installed.js";
import { runtimes, serveWorker } from "../runtimes/runtimes.js";

const TOOLS = join(import.meta.dirname, "../../installs/edge/node_modules");
const [node] = runtimes.filter(({ name }) => name === "Node.js 26");
const [deno] = runtimes.filter(({ name }) => name === "Deno");
const [workerd] = runtimes.filter(({ name }) => name === "workerd");

const folder = installPackage();
for (const name of readdirSync(TOOLS)) {
  if (!name.startsWith(".")) symlinkSync(join(TOOLS, name), join(folder, "node_modules", name), "junction");
}

/** The answer of a worker: the backend and the result of each entry point. */
const ANSWER = `
import * as plain from "elu-simd";
import * as exact from "elu-simd/exact";
import * as relaxed from "elu-simd/relaxed";
import { createPool } from "elu-simd/threads";
export async function answer() {
  const x = Float32Array.of(-1e-8, 2);
  const pool = await createPool({ threads: 2 });
  const results = [plain.elu(x), relaxed.elu(x), exact.elu(x), await pool.elu(x)].map((y) => y.join(" "));
  return { backends: [plain, relaxed, exact].map(({ getBackend }) => getBackend().name), results: [...new Set(results)] };
}`;
const WORKER = `import { answer } from "./answer.js";
export default { fetch: async () => Response.json(await answer()) };`;

const RESULTS = ["-9.99999993922529e-9 2"];
const SIMD = { backends: ["wasm-simd", "wasm-relaxed-simd", "wasm-exact-simd"], results: RESULTS };
const JAVASCRIPT = { backends: ["js", "js", "js"], results: RESULTS };

/** Creates a project with these files, in a folder with the installed package and the tools. */
function project(files: Readonly<Record<string, string>>, installed = folder): string {
  const root = mkdtempSync(join(installed, "project-"));
  for (const [file, code] of Object.entries({
    "package.json": '{ "type": "module" }',
    "answer.js": ANSWER,
    ...files,
  })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), code);
  }
  return root;
}

/** Runs the program of a tool. Throws its output if it fails. */
function run(root: string, file: string, ...args: string[]): string {
  const env = { ...process.env, CI: "1", NO_COLOR: "1", WRANGLER_SEND_METRICS: "false", NITRO_TELEMETRY_DISABLED: "1" };
  try {
    return execFileSync(node.program, [join(TOOLS, file), ...args], {
      cwd: root,
      env,
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(stdout + stderr);
  }
}

/** The answer of workerd to the built file, unchanged except that its remaining imports are bundled. */
function serve(root: string, file: string, code = `export { default } from "./${file}";`): Promise<unknown> {
  return serveWorker(workerd.program, root, code);
}

describe("Wrangler", () => {
  it.each(["2024-09-23", "2026-11-01"])("runs SIMD without settings, compatibility date %s", async (date) => {
    const config = JSON.stringify({ name: "worker", main: "main.js", compatibility_date: date });
    const root = project({ "main.js": WORKER, "wrangler.json": config });
    run(root, "wrangler/bin/wrangler.js", "deploy", "--dry-run", "--outdir", "out");
    expect(await serve(root, "out/main.js")).toEqual(SIMD);
  });
});

const NITRO_2 = { name: "Nitro 2", program: "nitropack/dist/cli/index.mjs", imports: "" };
const NITRO_3 = {
  name: "Nitro 3",
  program: "nitro/dist/cli/index.mjs",
  imports: 'import { defineEventHandler } from "nitro/h3";',
};

function buildNitro({ program, imports }: typeof NITRO_2, preset: string, installed = folder): string {
  const route = `${imports} import { answer } from "../answer.js"; export default defineEventHandler(answer);`;
  const config = `export default { preset: "${preset}", compatibilityDate: "2026-11-01" };`;
  const root = project({ "routes/index.js": route, "nitro.config.js": config }, installed);
  run(root, program, "build");
  return root;
}

describe.each([NITRO_2, NITRO_3])("$name without settings", (nitro) => {
  it.each([
    ["cloudflare_module", ".output/server/index.mjs"],
    ["cloudflare_pages", "dist/_worker.js/index.js"],
  ])("computes in JavaScript, preset %s", async (preset, file) => {
    expect(await serve(buildNitro(nitro, preset), file)).toEqual(JAVASCRIPT);
  });
});

// Nitro 3.0 has no vercel_edge any more, and with netlify_edge it builds nothing.
describe("Nitro 2 without settings", () => {
  it("computes in JavaScript if the host forbids compiling, preset vercel_edge", async () => {
    const code = `import handle from "./.vercel/output/functions/__fallback.func/index.mjs";
      export default { fetch: (request) => handle(request, { waitUntil() {} }) };`;
    expect(await serve(buildNitro(NITRO_2, "vercel_edge"), "", code)).toEqual(JAVASCRIPT);
  });

  it("runs SIMD on Deno, preset netlify_edge", () => {
    const root = buildNitro(NITRO_2, "netlify_edge");
    const print = `import handle from "./.netlify/edge-functions/server/server.js";
      console.log(await (await handle(new Request("http://localhost/"), {})).text());`;
    writeFileSync(join(root, "print.js"), print);
    const printed = execFileSync(deno.program, ["run", "-A", "print.js"], {
      cwd: root,
      encoding: "utf8",
      stdio: "pipe",
    });
    expect(JSON.parse(printed)).toEqual(SIMD);
  });
});

describe.each([
  ["Vite 7", "vite"],
  ["Vite 8", "vite8"],
])("the server build of %s for web workers", (_, vite) => {
  async function answerOf(ssr: object): Promise<unknown> {
    const config = { logLevel: "warn", ssr: { target: "webworker", noExternal: true, ...ssr } };
    const root = project({ "main.js": WORKER, "vite.config.js": `export default ${JSON.stringify(config)};` });
    run(root, `${vite}/bin/vite.js`, "build", "--ssr", "main.js");
    return serve(root, "dist/main.js");
  }

  it("computes in JavaScript without settings", async () => {
    expect(await answerOf({})).toEqual(JAVASCRIPT);
  });

  it("runs SIMD if the package is external, because Wrangler then bundles the package", async () => {
    expect(await answerOf({ external: ["elu-simd"], resolve: { conditions: ["workerd"] } })).toEqual(SIMD);
  });

  it("computes in JavaScript with the condition edge-light before workerd", async () => {
    expect(await answerOf({ resolve: { conditions: ["edge-light", "workerd"] } })).toEqual(JAVASCRIPT);
  });

  it("fails with the condition workerd alone, because Vite does not import .wasm files as modules", async () => {
    await expect(answerOf({ resolve: { conditions: ["workerd"] } })).rejects.toThrow(/ESM integration|MISSING_EXPORT/);
  });
});

describe("@cloudflare/vitest-plugin", () => {
  it.each([
    ["with Wrangler's configuration", '{ wrangler: { configPath: "./wrangler.json" } }'],
    [
      "without it, with a rule for .wasm files",
      '{ miniflare: { compatibilityDate: "2026-11-01", modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }] } }',
    ],
  ])("runs SIMD %s", (_, options) => {
    const root = project({
      "main.js": WORKER,
      "wrangler.json": '{ "name": "worker", "main": "main.js", "compatibility_date": "2026-11-01" }',
      "vitest.config.js": `import { cloudflareTest } from "@cloudflare/vitest-plugin";
        export default { plugins: [cloudflareTest(${options})] };`,
      "user.test.js": `import { expect, test } from "vitest";
        import { answer } from "./answer.js";
        test("computes", async () => expect(await answer()).toEqual(${JSON.stringify(SIMD)}));`,
    });
    expect(run(root, "vitest/vitest.mjs", "run", "--testTimeout=120000")).toMatch(/Tests\s+1 passed/);
  });
});

it("the suite notices if Nitro gets the package's files for workerd", () => {
  const broken = copyToBreak(folder);
  const file = join(broken, "node_modules/elu-simd/package.json");
  writeFileSync(file, readFileSync(file, "utf8").replaceAll('"edge-light"', '"unused"'));
  expect(() => buildNitro(NITRO_2, "cloudflare_module", broken)).toThrow(/elu[\w-]*\.wasm/);
});
