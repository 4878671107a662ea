import Table from "cli-table3";
import pc from "picocolors";
import { backendNames, type Finding } from "./check-part.js";
import { CLAIMS, titleOf } from "./claims.js";

/** A row for each claim and backend. `findings` are in the order of both. */
export function table(findings: Finding[][]): string {
  const table = new Table({
    head: ["function", "backend", "inputs checked", "largest error", "at", "misrounded", "undecided"],
    colAligns: ["left", "left", "right", "right", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const [index, ofClaim] of findings.entries()) {
    for (const [k, { checked, largestError, at, misrounded, undecided, broken }] of ofClaim.entries()) {
      const error = `${largestError.toFixed(4)} ULP`;
      table.push([
        k === 0 ? titleOf(CLAIMS[index]) : "",
        backendNames[k],
        checked.toLocaleString("en"),
        broken.length ? pc.red(error) : error,
        at.toPrecision(9),
        `${((100 * misrounded) / checked).toFixed(2)} %`,
        undecided,
      ]);
    }
  }
  return table.toString();
}

export function brokenLines(findings: Finding[][]): string[] {
  return findings.flatMap((ofClaim, index) =>
    ofClaim.flatMap(({ broken }, k) =>
      broken.map((words) => `${titleOf(CLAIMS[index])}, ${backendNames[k]}: ${words}`),
    ),
  );
}
