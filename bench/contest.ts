/** Measures candidates that take turns on the same floats. */
import { Presets, SingleBar } from "cli-progress";
import { type Clock, type Effort, timeInTurns } from "../harness/batches.js";
import type { Candidate } from "./forms.js";
import { type BenchName, type Figure, measureUntilHeld, type Verdict } from "./promises.js";

export interface Contest {
  readonly candidates: readonly Candidate[];
  /** The number of floats that a candidate computes in a run. */
  readonly floatsPerRun: number;
  /** Frees the resources of the candidates. */
  readonly end?: () => Promise<void>;
}

/** A series that is not measured yet. */
export interface Planned {
  readonly title: string;
  readonly length: number;
  readonly measure: (effort: Effort) => Promise<Figure[]>;
}

export interface Series {
  readonly title: string;
  readonly length: number;
  readonly figures: readonly Figure[];
  readonly verdicts: readonly Verdict[];
}

const QUICK: Effort = { warmUp: 30, rounds: 3, turn: 12 };
const FULL: Effort = { warmUp: 100, rounds: 9, turn: 40 };

/** Measures the planned series one after another. */
export async function measureSeries(
  bench: BenchName,
  planned: readonly Planned[],
  { quick, slack }: { readonly quick: boolean; readonly slack: number },
): Promise<Series[]> {
  const progress = new SingleBar({ format: "{bar} {title}", clearOnComplete: true }, Presets.shades_classic);
  progress.start(planned.length, 0, { title: "" });
  const series: Series[] = [];
  for (const { title, length, measure } of planned) {
    progress.update(series.length, { title });
    const measured = await measureUntilHeld(bench, length, slack, () => measure(quick ? QUICK : FULL));
    series.push({ title, length, ...measured });
  }
  progress.stop();
  return series;
}

/** Measures the candidates of a contest. */
export async function measure(contest: Contest, effort: Effort, clock?: Clock): Promise<Figure[]> {
  const { candidates, floatsPerRun, end } = contest;
  const times = await timeInTurns(candidates, effort, clock);
  await end?.();
  return candidates.map(({ name, baseline }, k) => ({ name, nsPerFloat: times[k] / floatsPerRun, baseline }));
}
