/**
 * `npm run bench -- tfjs-browser`: times and largest errors of TensorFlow.js' own operations and those of
 * elu-simd/tfjs, in Debian's Chromium. SwiftShader replaces the GPU unless --gpu is given.
 */
import { markdownTable } from "markdown-table";
import { readOptions, wholeNumber } from "../../harness/command-line.js";
import { describeMachine, machineLine } from "../../harness/machine.js";
import { bundle, launch, serve } from "../../harness/tensorflow/pages.js";
import { floats } from "../promises.js";
import { tableOfCandidates } from "../tables.js";
import type { Page } from "./tfjs-page.js";

const HELP = `npm run bench -- tfjs-browser [options]

  --length N        tensors of N floats; may be given several times; default 256, 65536 and 1048576
  --quick           rough figures
  --gpu             let Chromium use the machine's GPU
  --help            this text`;

const SETTINGS = [
  { title: "webgl", backend: "webgl" },
  { title: "webgpu", backend: "webgpu" },
  { title: "wasm", backend: "wasm" },
  { title: "wasm on threads", backend: "wasm", isolated: true },
  { title: "cpu", backend: "cpu" },
];

declare const page: Page;

const options = readOptions(HELP, {
  length: { type: "string", multiple: true, default: ["256", "65536", "1048576"] },
  quick: { type: "boolean", default: false },
  gpu: { type: "boolean", default: false },
});
const lengths = options.length.map((text) => wholeNumber("length", text));
const effort = options.quick ? { warmUp: 10, rounds: 3, turn: 10 } : { warmUp: 50, rounds: 7, turn: 50 };

const site = await serve(await bundle("bench/peers/tfjs-page.ts"));
const browser = await launch("Chromium", options.gpu);
const gpu = options.gpu ? "with its GPU" : "SwiftShader, no GPU";
console.log(`${machineLine(describeMachine())}\n${await browser.version()}, ${gpu}`);
for (const { title, backend, isolated } of SETTINGS) {
  const tab = await browser.newPage();
  await tab.goto(site.url(isolated));
  if (!(await tab.evaluate((backend) => page.use(backend), backend)))
    throw new Error(`Chromium has no ${backend} here`);
  const errors = Object.entries(await tab.evaluate(() => page.errors())).map(([name, { own, ours }]) => {
    const ulps = [own.ulp, ours.ulp].map((ulp) => ulp.toPrecision(3));
    return [name, ...ulps, ...[own.relative, ours.relative].map((error) => error.toExponential(1))];
  });
  const head = [`${title}, largest errors`, "ULP from -1 up", "registered", "relative below -1", "registered"];
  console.log(`\n${markdownTable([head, ...errors], { align: ["l", "r", "r", "r", "r"] })}`);
  for (const length of lengths) {
    const figures = await tab.evaluate(
      (title, length, effort) => page.speed(title, length, effort),
      ...([title, length, effort] as const),
    );
    const series = { title: `${title}, ${floats(length)}`, length, figures, verdicts: [] };
    console.log(`\n${tableOfCandidates(series, "TensorFlow.js")}`);
  }
  await tab.close();
}
await browser.close();
site.close();
