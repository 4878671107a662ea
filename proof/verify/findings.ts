/** The result of a proof or a sweep for one promise of one build. Findings of parts add up. */
import Table from "cli-table3";
import pc from "picocolors";

export interface Finding {
  readonly promise: string;
  readonly build: string;
  /** The promised bound in ULP. */
  readonly bound: number;
  /** The largest error in ULP that a proof leaves possible; 0 if every input was computed instead. */
  proved: number;
  /** The largest error of a computed result, and its input. */
  found: number;
  at: string;
  /** The number of computed results or proved inputs. */
  checked: number;
  /** The first reasons why the promise does not hold; empty if it holds. */
  broken: string[];
}

const MOST_REASONS = 3;

export function createFinding(promise: string, build: string, bound: number): Finding {
  return { promise, build, bound, proved: 0, found: 0, at: "", checked: 0, broken: [] };
}

/** Adds an input for which no error above `proved` is possible. */
export function addProof(finding: Finding, proved: number, place: () => string): void {
  finding.checked++;
  if (proved > finding.proved) finding.proved = proved;
  if (!(proved <= finding.bound))
    addReason(finding, `the proof leaves ${proved.toFixed(4)} ULP possible at ${place()}`);
}

/** Adds the error of a computed result. */
export function addError(finding: Finding, error: number, place: () => string): void {
  if (error > finding.found) {
    finding.found = error;
    finding.at = place();
  }
  if (!(error <= finding.bound)) addReason(finding, `${error.toFixed(4)} ULP at ${place()}`);
}

/** Adds a reason, up to MOST_REASONS. */
export function addReason(finding: Finding, reason: string): void {
  if (finding.broken.length < MOST_REASONS) finding.broken.push(reason);
}

/** One finding for each promise and build. */
export function sumOf(parts: readonly Finding[]): Finding[] {
  const sums = new Map<string, Finding>();
  for (const part of parts) {
    const key = `${part.promise}, ${part.build}`;
    const sum = sums.get(key);
    if (!sum) {
      sums.set(key, part);
      continue;
    }
    sum.checked += part.checked;
    sum.proved = Math.max(sum.proved, part.proved);
    if (part.found > sum.found) {
      sum.found = part.found;
      sum.at = part.at;
    }
    for (const reason of part.broken) addReason(sum, reason);
  }
  return [...sums.values()];
}

/** A row for each finding. */
export function tableOf(findings: readonly Finding[]): string {
  const table = new Table({
    head: ["promise", "build", "bound", "proved", "largest error found", "at", "checked"],
    colAligns: ["left", "left", "right", "right", "right", "left", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const { promise, build, bound, proved, found, at, checked, broken } of findings) {
    const limit = bound ? ulps(bound) : "no difference";
    const proof = proved ? ulps(proved) : bound ? "every input" : "sampled";
    const row = [promise, build, limit, proof, found ? ulps(found) : "", at, checked.toLocaleString("en")];
    table.push(broken.length ? row.map((cell) => pc.red(cell)) : row);
  }
  return table.toString();
}

/** Prints a bound close to 0.5, as of an exact build, as 0.5 and a power of two. */
function ulps(value: number): string {
  const beyond = value - 0.5;
  return beyond > 0 && beyond < 2 ** -20 ? `0.5 + 2^${Math.log2(beyond).toFixed(1)}` : value.toFixed(4);
}
