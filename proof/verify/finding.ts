/** What a proof or a sweep finds about one promise of one build; findings of parts add up. */
export interface Finding {
  readonly promise: string;
  readonly build: string;
  /** What is promised, in ULP. */
  readonly bound: number;
  /** What a proof leaves possible at most, in ULP; 0 where every input was computed instead. */
  proved: number;
  /** The largest error of a result that was computed, and where. */
  found: number;
  at: string;
  /** How many results were computed, or inputs proved. */
  checked: number;
  /** The first reasons why the promise does not hold, in words; empty where it does. */
  broken: string[];
}

const MOST_REASONS = 3;

export function createFinding(promise: string, build: string, bound: number): Finding {
  return { promise, build, bound, proved: 0, found: 0, at: "", checked: 0, broken: [] };
}

/** An input for which no error above `proved` is possible. */
export function addProof(finding: Finding, proved: number, where: () => string): void {
  finding.checked++;
  if (proved > finding.proved) finding.proved = proved;
  if (!(proved <= finding.bound)) addReason(finding, `no more than ${proved.toFixed(4)} ULP is proved at ${where()}`);
}

/** The error of a result. */
export function addError(finding: Finding, error: number, where: () => string): void {
  if (error > finding.found) {
    finding.found = error;
    finding.at = where();
  }
  if (!(error <= finding.bound)) addReason(finding, `${error.toFixed(4)} ULP at ${where()}`);
}

/** Adds a reason, unless there are enough of them. */
export function addReason(finding: Finding, reason: string): void {
  if (finding.broken.length < MOST_REASONS) finding.broken.push(reason);
}

/** Adds what a part found to what was found so far, by promise and build. */
export function addFindings(sums: Map<string, Finding>, parts: readonly Finding[]): void {
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
}
