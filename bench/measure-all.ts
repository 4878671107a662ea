/** What the benches share: options on the command line, progress, figures by their title. */
import { parseArgs } from "node:util";
import { Presets, SingleBar } from "cli-progress";
import { type Contest, measure } from "./measure.js";
import type { Series } from "./report.js";

/** Prepares and measures one contest after another, by their titles; roughly, if it has to be quick. */
export async function measureAll(
  contests: Map<string, () => Contest | Promise<Contest>>,
  quick: boolean,
): Promise<Series[]> {
  const effort = quick ? { rounds: 3, time: 15 } : { rounds: 9, time: 40 };
  const progress = new SingleBar({ format: "{bar} {what}", clearOnComplete: true }, Presets.shades_classic);
  progress.start(contests.size, 0, { what: "" });
  const series: Series[] = [];
  for (const [title, prepare] of contests) {
    progress.update(series.length, { what: title });
    series.push({ title, figures: await measure(await prepare(), effort) });
  }
  progress.stop();
  return series;
}

export function seriesOf(series: Series[], title: string): Series {
  const one = series.find((one) => one.title === title);
  if (!one) throw new Error(`nothing was measured for ${title}`);
  return one;
}

/** What was given on the command line. */
export function parseOptions() {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      length: { type: "string", multiple: true },
      json: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  return values;
}

/** The value of --length. */
export function parseLength(text: string): number {
  const length = Number(text);
  if (!Number.isInteger(length) || length < 1) throw new Error(`--length takes a whole number from 1, not ${text}`);
  return length;
}

/** A length as titles tell it. */
export function floats(length: number): string {
  return `${length.toLocaleString("en")} ${length === 1 ? "float" : "floats"}`;
}
