/** `npm run bench -- accuracy`: the result of each peer for a few hard inputs, as a Markdown table. */
import { markdownTable } from "markdown-table";
import { readOptions } from "../../harness/command-line.js";
import { ELU, SELU } from "../../proof/reference/family.js";
import { ulpError } from "../../proof/reference/ulp.js";
import { PEERS, type Started, start } from "./peers.js";

const VALUES_AT = [-1e-8, -1e-4, -0, -20];
/** e^89 is beyond float32; at -17.5 the result rounds to -1, from which the gradient cannot be computed. */
const GRADIENTS_AT = [89, -17.5];

/**
 * Floats that follow each input. A peer may compute the tail of an array, and so all of a short array, in another way
 * than the rest; jax-js folds short arrays of equal elements into a constant.
 */
const FOLLOWING = Float32Array.from({ length: 256 }, (_, i) => -i / 256);

/** Errors up to this are rounding errors, printed in ULP: at least five digits are right. */
const ROUNDING_ULP = 16;

const HELP = `npm run bench -- accuracy [options]

  --selu            SELU instead of ELU
  --help            this text`;

const options = readOptions(HELP, { selu: { type: "boolean", default: false } });
const [name, { value, gradient }] = options.selu ? ["selu", SELU] : ["elu", ELU];
const cases = [
  ...VALUES_AT.map(Math.fround).map((x) => ({ name, title: `at ${shortest(x)}`, x, exact: value(x, 1) })),
  ...GRADIENTS_AT.map((x) => ({ name: `${name}Gradient`, title: `gradient at ${x}`, x, exact: gradient(x, 1) })),
];

const rows = [
  [name, ...cases.map(({ title }) => title)],
  ["exact, rounded to float32", ...cases.map(({ exact }) => shortest(Math.fround(exact)))],
];
const notes: string[] = [];
for (const peer of PEERS) {
  try {
    const started = await start(peer);
    rows.push([started.title, ...(await resultsOf(started).finally(started.stop))]);
  } catch (error) {
    notes.push(`\n${peer.name} did not run here: ${(error as Error).message}`);
  }
}
console.log([markdownTable(rows), ...notes].join("\n"));

async function resultsOf({ ask }: Started): Promise<string[]> {
  const cells: string[] = [];
  for (const { name, x, exact } of cases) {
    const result = await ask<Float32Array | undefined>("call", { name, input: Float32Array.of(x, ...FOLLOWING) });
    cells.push(result ? cell(result[0], exact) : "none");
  }
  return cells;
}

/** Prints a value in bold if more than its last digits are wrong. */
function cell(value: number, exact: number): string {
  const text = shortest(value);
  if (Object.is(value, Math.fround(exact))) return text;
  if (Number.isNaN(value)) return "**NaN**";
  if (exact === 0 && value === 0) return `**${text}** (sign lost)`;
  const ulp = ulpError(value, exact);
  if (ulp <= ROUNDING_ULP) return `${text} (${ulp.toFixed(1)} ULP)`;
  return `**${text}** (${Number((100 * Math.abs((value - exact) / exact)).toPrecision(2))} % off)`;
}

/** The fewest digits that identify a float32. */
function shortest(value: number): string {
  if (Object.is(value, -0)) return "-0";
  let digits = 1;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== value) digits++;
  return String(Number(value.toPrecision(digits)));
}
