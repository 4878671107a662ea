/**
 * `npm run bench -- tfjs-browser`: TensorFlow.js' own operations and those of elu-simd/tfjs in Debian's Chromium, their time and
 * their largest errors. SwiftShader computes what a GPU would; with --gpu it is left out, on a machine that has one.
 */
import { fileURLToPath } from "node:url";
import { markdownTable } from "markdown-table";
import { readOptions, wholeNumber } from "../../build/harness/command-line.js";
import { describeMachine, machineLine } from "../../build/harness/machine.js";
import { bundle, launch, serve } from "../../test/tfjs/browsers/pages.mjs";

const HELP = `npm run bench -- tfjs-browser [options]

  --length N        tensors of N floats; may be given several times; default 256, 65536 and 1048576
  --rounds N        how often both take their turn; default 7
  --gpu             let Chromium use the machine's GPU
  --help            this text`;

/** @type {readonly { title: string, backend: string, isolated?: boolean }[]} */
const SETTINGS = [
  { title: "webgl", backend: "webgl" },
  { title: "webgpu", backend: "webgpu" },
  { title: "wasm", backend: "wasm" },
  { title: "wasm on threads", backend: "wasm", isolated: true },
  { title: "cpu", backend: "cpu" },
];

const options = readOptions(HELP, {
  length: { type: "string", multiple: true, default: ["256", "65536", "1048576"] },
  rounds: { type: "string", default: "7" },
  gpu: { type: "boolean", default: false },
});
const lengths = options.length.map((text) => wholeNumber("length", text));
const rounds = wholeNumber("rounds", options.rounds);

const site = await serve(await bundle(fileURLToPath(new URL("../../test/tfjs/browsers/page.ts", import.meta.url))));
const browser = await launch("Chromium", options.gpu);
console.log(
  `${machineLine(describeMachine())}\n${await browser.version()}, ${options.gpu ? "with its GPU" : "SwiftShader, no GPU"}`,
);
for (const { title, backend, isolated } of SETTINGS) {
  const tab = await browser.newPage();
  await tab.goto(site.url(isolated));
  const has = await tab.evaluate((backend) => /** @type {any} */ (globalThis).page.use(backend), backend);
  if (!has) throw new Error(`Chromium has no ${backend} here`);
  /** @type {Record<string, { own: Errors, ours: Errors }>} @typedef {{ ulp: number, relative: number }} Errors */
  const errors = await tab.evaluate(() => /** @type {any} */ (globalThis).page.errors());
  const head = [title, "ULP from -1 up", "registered", "relative below -1", "registered"];
  /** @type {Record<string, string[]>} */
  const rows = {};
  for (const [name, { own, ours }] of Object.entries(errors)) {
    rows[name] = [own.ulp, ours.ulp].map(roundly).concat([own.relative, ours.relative].map(roundly));
  }
  for (const length of lengths) {
    head.push(`ns, ${length.toLocaleString("en")} floats`, "registered", "times faster");
    /** @type {Record<string, { own: number, ours: number }>} */
    const times = await tab.evaluate(
      (length, rounds) => /** @type {any} */ (globalThis).page.speed(length, rounds),
      length,
      rounds,
    );
    for (const [name, { own, ours }] of Object.entries(times)) rows[name].push(...[own, ours, own / ours].map(roundly));
  }
  const table = [head, ...Object.entries(rows).map(([name, cells]) => [name, ...cells])];
  console.log(`\n${markdownTable(table, { align: ["l", ...head.slice(1).map(() => "r")] })}`);
  await tab.close();
}
await browser.close();
site.close();

/** @param {number} value */
function roundly(value) {
  return value !== 0 && (value < 0.001 || value >= 1e5) ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}
