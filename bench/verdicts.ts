/** Whether the promises about speed hold in what was measured. */
import pc from "picocolors";
import { type BenchName, SPEED_PROMISES, type SpeedPromise } from "./speed-promises.js";

/** One candidate at one length. */
export interface Figure {
  name: string;
  nsPerFloat: number;
  /** The name of the candidate that it is compared with, or its own. */
  baseline: string;
}

export interface Verdict {
  promise: string;
  /** Undefined where the other was not measured. */
  ratio: number | undefined;
  holds: boolean;
}

/** How often a bench measures before a promise is broken: another program may have had the machine. */
const ATTEMPTS = 3;

/** Measures anew while a promise falls short that was never kept. Gives the last figures. */
export async function measureUntilHeld<Found extends Figure>(
  bench: BenchName,
  length: number,
  slack: number,
  measure: (attempt: number) => Promise<Found[]>,
): Promise<{ figures: Found[]; verdicts: Verdict[] }> {
  const kept = new Map<string, Verdict>();
  for (let attempt = 1; ; attempt++) {
    const figures = await measure(attempt);
    const verdicts = judge(bench, length, figures, slack).map((verdict) => kept.get(verdict.promise) ?? verdict);
    if (attempt === ATTEMPTS || verdicts.every(({ holds }) => holds)) return { figures, verdicts };
    for (const verdict of verdicts) if (verdict.holds) kept.set(verdict.promise, verdict);
  }
}

/** On the promises about arrays of that length. `slack` is the share by which a noisy machine may fall short of them. */
function judge(bench: BenchName, length: number, figures: readonly Figure[], slack: number): Verdict[] {
  const promises = SPEED_PROMISES[bench].filter(({ floats: [from, to] }) => from <= length && length <= to);
  return promises.flatMap((promise) => {
    const { timesAsFast, onNode20 = timesAsFast } = promise;
    const times = process.version.startsWith("v20.") ? onNode20 : timesAsFast;
    return pairsOf(promise, figures).map(([ours, other]) => {
      const [ns, otherNs] = [ours, other].map((name) => figures.find((figure) => figure.name === name)?.nsPerFloat);
      const ratio = ns && otherNs && otherNs / ns;
      return {
        promise: `${ours}: at least ${Number(times.toFixed(2))} times as fast as ${other}, ${floats(length)}`,
        ratio,
        holds: ratio === undefined || ratio >= times * (1 - slack),
      };
    });
  });
}

/** Of whom it speaks, by their names; of nobody where none was measured. */
function pairsOf({ ours, other }: SpeedPromise, figures: readonly Figure[]): [ours: string, other: string][] {
  return figures
    .filter(({ name, baseline }) => (other === undefined ? ours.test(name) && name !== baseline : name === ours))
    .map(({ name, baseline }) => [name, other ?? baseline]);
}

/** Prints them, and has the program fail where one does not hold. */
export function report(verdicts: readonly Verdict[]): void {
  for (const { promise, ratio, holds } of verdicts) {
    const word = ratio === undefined ? "not measured" : holds ? pc.green("holds") : pc.red("DOES NOT HOLD");
    console.log(`${word}  ${promise}${ratio === undefined ? "" : `: ${ratio.toFixed(2)}`}`);
  }
  if (verdicts.some(({ holds }) => !holds)) process.exitCode = 1;
}

/** A length as titles tell it. */
export function floats(length: number): string {
  return `${length.toLocaleString("en")} ${length === 1 ? "float" : "floats"}`;
}
