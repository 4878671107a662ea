/** What was measured, as Markdown tables. */
import { markdownTable } from "markdown-table";
import { FORMS } from "./measure-peers.mjs";

/** Columns of numbers, after a name. */
const NUMBERS = { align: ["l", "r", "r", "r", "r", "r"] };

/** @type {(figures: import("./measure-peers.mjs").Figure[], floats: string) => string} */
export function speedTable(figures, floats) {
  const head = [
    floats,
    "ns per float",
    "rounds",
    "times as long as elu-simd",
    "times faster than the plain loop",
    "largest error, ULP",
  ];
  const rows = Object.keys(FORMS).flatMap((form) =>
    figures
      .filter((figure) => figure.form === form)
      .map(({ name, nsPerFloat, fastest, slowest, timesEluSimd, fasterThanPlainLoop, largestUlp }) => [
        name,
        nsPerFloat.toFixed(2),
        `${fastest.toFixed(2)} to ${slowest.toFixed(2)}`,
        ratio(timesEluSimd),
        fasterThanPlainLoop === undefined ? "" : ratio(fasterThanPlainLoop),
        largestUlp === undefined ? "" : ulp(largestUlp),
      ]),
  );
  return markdownTable([head, ...rows], NUMBERS);
}

/** @type {(costs: import("./measure-peers.mjs").Cost[]) => string} */
export function costTable(costs) {
  const head = ["", "version", "import to first result, ms", "installed", "packages"];
  const rows = costs.map(({ name, version, firstResultMilliseconds, installed }) => [
    name,
    version ?? "",
    firstResultMilliseconds.toFixed(1),
    installed ? size(installed.bytes) : "",
    installed ? String(installed.packages) : "",
  ]);
  return markdownTable([head, ...rows], NUMBERS);
}

/** @type {(ratio: number) => string} */
function ratio(ratio) {
  return ratio.toFixed(ratio < 0.95 ? 2 : 1);
}

/** @type {(ulp: number) => string} */
function ulp(ulp) {
  return ulp < 10 ? ulp.toFixed(2) : Math.round(ulp).toLocaleString("en");
}

/** @type {(bytes: number) => string} */
function size(bytes) {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
