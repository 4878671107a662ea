/** `npm run bench -- accuracy`: the result of each peer for a few hard inputs, as a Markdown table. */
import { markdownTable } from "markdown-table";
import { readOptions } from "../../build/harness/command-line.js";
import { ELU, SELU } from "../../build/proof/reference/family.js";
import { ulpError } from "../../build/proof/reference/ulp.js";
import { PEERS, start } from "./peers.mjs";

/** @typedef {import("./process.mjs").FunctionName} FunctionName */

const VALUES_AT = [-1e-8, -1e-4, -0, -20];
/** e^89 is beyond float32; at -17.5 the result rounds to -1, which says nothing about the gradient anymore. */
const GRADIENTS_AT = [89, -17.5];

/**
 * Each input stands first among other floats. A peer may compute the last few elements of an array, and so all of a
 * short one, in another way than those before; jax-js folds short arrays of equal elements into a constant.
 */
const AMONG = Float32Array.from({ length: 256 }, (_, i) => -i / 256);

/** Up to here the error is one of rounding, which is told in ULP: at least five digits are right. */
const ROUNDING_ULP = 16;

const HELP = `node accuracy.mjs [options]

  --selu            SELU instead of ELU
  --json            JSON instead of a table
  --help            this text`;

const options = readOptions(HELP, {
  selu: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
});

/** @typedef {{ name: FunctionName, x: number, exact: number }} Case */
/** No value and no reason: the peer has no such function. @typedef {{ value: number | undefined, reason?: string }} Result */
/** @typedef {{ name: string, version: string | undefined, results: Result[] }} Answers */
/** @typedef {Answers | import("./peers.mjs").Missing} Row */

const cases = options.selu ? casesOf("selu", SELU) : casesOf("elu", ELU);
const rows = [];
for (const peer of PEERS) {
  const started = await start(peer);
  if ("missing" in started) {
    rows.push(started);
    continue;
  }
  const { name, version, process } = started;
  const results = [];
  for (const one of cases) results.push(await ask(process, one));
  process.stop();
  rows.push({ name, version, results });
}
console.log(options.json ? JSON.stringify(report(cases, rows), null, 2) : table(cases, rows));

/** @type {(name: "elu" | "selu", exact: typeof ELU) => Case[]} */
function casesOf(name, { value, gradient }) {
  return [
    ...VALUES_AT.map(Math.fround).map((x) => ({ name, x, exact: value(x, 1) })),
    ...GRADIENTS_AT.map((x) => ({ name: /** @type {const} */ (`${name}Gradient`), x, exact: gradient(x, 1) })),
  ];
}

/** @type {(process: import("./process.mjs").PeerProcess, one: Case) => Promise<Result>} */
async function ask(process, { name, x }) {
  try {
    const input = AMONG.slice();
    input[0] = x;
    return { value: (await process.call(name, input))?.[0] };
  } catch (error) {
    return { value: undefined, reason: /** @type {Error} */ (error).message };
  }
}

/** @type {(cases: Case[], rows: Row[]) => string} */
function table(cases, rows) {
  const head = ["", ...cases.map(({ name, x }) => `${name.endsWith("Gradient") ? "gradient " : ""}at ${shortest(x)}`)];
  const exact = ["exact, rounded to float32", ...cases.map(({ exact }) => shortest(Math.fround(exact)))];
  const body = [];
  const notes = [];
  for (const row of rows) {
    if ("missing" in row) {
      body.push([row.name, "did not run here"]);
      notes.push(`${row.name} did not run here: ${row.missing}`);
      continue;
    }
    const { name, version, results } = row;
    body.push([version ? `${name} ${version}` : name, ...results.map(({ value }, k) => cell(value, cases[k].exact))]);
    for (const [k, { reason }] of results.entries()) if (reason) notes.push(`${name} failed ${head[k + 1]}: ${reason}`);
  }
  return [markdownTable([head, exact, ...body]), ...notes].join("\n\n");
}

/** A value that is wrong in more than its last digits stands out. @type {(value: number | undefined, exact: number) => string} */
function cell(value, exact) {
  if (value === undefined) return "-";
  const text = shortest(value);
  if (Object.is(value, Math.fround(exact))) return text;
  if (Number.isNaN(value)) return "**NaN**";
  if (exact === 0 && value === 0) return `**${text}** (sign lost)`;
  const ulp = ulpError(value, exact);
  return ulp <= ROUNDING_ULP
    ? `${text} (${ulp.toFixed(1)} ULP)`
    : `**${text}** (${Number((100 * Math.abs((value - exact) / exact)).toPrecision(2))} % off)`;
}

/** The fewest digits that tell a float32 from all others. @type {(value: number) => string} */
function shortest(value) {
  if (Object.is(value, -0)) return "-0";
  let digits = 1;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== value) digits++;
  return String(Number(value.toPrecision(digits)));
}

/** @type {(cases: Case[], rows: Row[]) => object} */
function report(cases, rows) {
  return {
    alpha: 1,
    cases: cases.map(({ name, x, exact }) => ({ function: name, x: plain(x), exact: plain(Math.fround(exact)) })),
    peers: rows.map((row) => ("missing" in row ? row : { ...row, results: row.results.map(plainResult) })),
  };
}

/** @type {(result: Result, k: number) => object} */
function plainResult({ value, reason = "no such function" }, k) {
  return value === undefined ? { reason } : { value: plain(value), ulp: plain(ulpError(value, cases[k].exact)) };
}

/** JSON knows no NaN, infinities or -0: they are strings. @type {(value: number) => number | string} */
function plain(value) {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? "-0" : String(value);
}
