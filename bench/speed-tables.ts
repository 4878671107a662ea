/** What was measured, for the terminal. */
import { stripVTControlCharacters } from "node:util";
import Chartscii from "chartscii";
import Table from "cli-table3";
import pc from "picocolors";
import type { Series } from "./contest.js";
import { COPY, RELU } from "./speed-promises.js";
import type { Figure } from "./verdicts.js";

/** ELU reads and writes each float once. */
const BYTES_PER_FLOAT = 8;

/** How many times faster `figure` is than what it is compared with in the same series. */
function timesBaseline({ figures }: Series, figure: Figure): number {
  const baseline = figures.find(({ name }) => name === figure.baseline);
  if (!baseline) throw new Error(`no figure for ${figure.baseline}`);
  return baseline.nsPerFloat / figure.nsPerFloat;
}

/** `baseline` names what all are compared with. */
export function table(series: Series[], baseline: string): string {
  const table = new Table({
    head: ["candidate", "ns per float", "GB/s", `times ${baseline}`],
    colAligns: ["left", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const one of series) {
    table.push([{ content: pc.bold(one.title), colSpan: 4 }]);
    for (const figure of one.figures) {
      const ratio = timesBaseline(one, figure);
      const paint = ratio > 1.05 ? pc.green : ratio < 0.95 ? pc.red : String;
      table.push([
        `  ${figure.name}`,
        figure.nsPerFloat.toFixed(2),
        (BYTES_PER_FLOAT / figure.nsPerFloat).toFixed(1),
        paint(ratio.toFixed(1)),
      ]);
    }
  }
  return table.toString();
}

/**
 * Those that are compared with others, each with the other's time beside its own. Where it is the `time` that counts, its
 * ratio to the other's; for `speed`, how many times as fast it is.
 */
export function comparison(series: Series, baseline: string, what: "time" | "speed"): string {
  const table = new Table({
    head: [pc.bold(series.title), "ns per float", baseline, what === "time" ? "times as long" : "times as fast"],
    colAligns: ["left", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const figure of series.figures.filter(({ name, baseline }) => name !== baseline)) {
    const ratio = timesBaseline(series, figure);
    table.push([
      figure.name,
      figure.nsPerFloat.toFixed(2),
      (ratio * figure.nsPerFloat).toFixed(2),
      (what === "time" ? 1 / ratio : ratio).toFixed(2),
    ]);
  }
  return table.toString();
}

/** A bar for each form of ELU: times faster than the plain loop. */
export function chart(series: Series): string {
  const bars = series.figures
    .filter(({ name }) => name !== RELU && name !== COPY)
    .map((figure) => ({ label: figure.name, value: timesBaseline(series, figure) }));
  const chart = new Chartscii(bars, {
    title: `Times faster than the plain loop, ${series.title}`,
    width: 50,
    height: bars.length,
    valueLabels: true,
    valueLabelsFloatingPoint: 1,
    richLabels: false,
    colorLabels: false,
    ...(pc.isColorSupported ? { color: "green" } : {}),
  }).create();
  return pc.isColorSupported ? chart : stripVTControlCharacters(chart);
}
