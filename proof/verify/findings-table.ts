import Table from "cli-table3";
import pc from "picocolors";
import type { Finding } from "./finding.js";

/** A row for each promise and build. */
export function table(findings: Iterable<Finding>): string {
  const table = new Table({
    head: ["promise", "build", "bound", "proved", "largest error found", "at", "checked"],
    colAligns: ["left", "left", "right", "right", "right", "left", "right"],
    style: { head: [], border: [], compact: true },
  });
  let last = "";
  for (const { promise, build, bound, proved, found, at, checked, broken } of findings) {
    const title = promise === last ? "" : promise;
    const row = [
      title,
      build,
      bound ? ulps(bound) : "no difference",
      proved ? ulps(proved) : bound ? "every input" : "sampled",
      found ? ulps(found) : "",
      at,
      checked.toLocaleString("en"),
    ];
    table.push(broken.length ? row.map((cell) => pc.red(cell)) : row);
    last = promise;
  }
  return table.toString();
}

/** With the digits that matter: an exact build's last ones are far behind the point. */
function ulps(value: number): string {
  const beyond = value - 0.5;
  return beyond > 0 && beyond < 2 ** -20 ? `0.5 + 2^${Math.log2(beyond).toFixed(1)}` : value.toFixed(4);
}
