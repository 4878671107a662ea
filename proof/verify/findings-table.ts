import Table from "cli-table3";
import pc from "picocolors";
import { addFinding, backendNames, emptyFinding, type Finding } from "./check-part.js";
import { CLAIMS, titleOf } from "./claims.js";

/** A row for each claim, or those of a spread of alphas, and backend. `findings` are in the order of both. */
export function table(findings: Finding[][]): string {
  const table = new Table({
    head: ["function", "backend", "inputs checked", "largest error", "at", "misrounded", "undecided"],
    colAligns: ["left", "left", "right", "right", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const claims of rows()) {
    for (const [k, backend] of backendNames.entries()) {
      const sum = emptyFinding();
      for (const index of claims) addFinding(sum, findings[index][k]);
      const { checked, largestError, at, misrounded, undecided, broken } = sum;
      const worst = CLAIMS[claims.find((index) => findings[index][k].largestError === largestError) ?? claims[0]];
      const error = `${largestError.toFixed(4)} ULP`;
      table.push([
        k === 0 ? rowTitle(claims) : "",
        backend,
        checked.toLocaleString("en"),
        broken.length ? pc.red(error) : error,
        at.toPrecision(9) + (claims.length > 1 ? `, alpha ${worst.alpha.toPrecision(6)}` : ""),
        `${((100 * misrounded) / checked).toFixed(2)} %`,
        undecided,
      ]);
    }
  }
  return table.toString();
}

/** The claims of each row. */
function rows(): number[][] {
  const rows: number[][] = [];
  for (const [index, claim] of CLAIMS.entries()) {
    const before = CLAIMS[index - 1];
    const continues =
      before?.isOfSpread && claim.isOfSpread && claim.member === before.member && claim.kind === before.kind;
    if (continues) rows[rows.length - 1].push(index);
    else rows.push([index]);
  }
  return rows;
}

function rowTitle(claims: readonly number[]): string {
  const title = titleOf(CLAIMS[claims[0]]);
  return claims.length > 1 ? title.replace(/alpha [^,]*/, `${claims.length} alphas`) : title;
}

export function brokenLines(findings: Finding[][]): string[] {
  return findings.flatMap((ofClaim, index) =>
    ofClaim.flatMap(({ broken }, k) =>
      broken.map((words) => `${titleOf(CLAIMS[index])}, ${backendNames[k]}: ${words}`),
    ),
  );
}
