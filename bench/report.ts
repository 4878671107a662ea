import { stripVTControlCharacters } from "node:util";
import Chartscii from "chartscii";
import Table from "cli-table3";
import pc from "picocolors";
import { COPY, RELU } from "./candidates.js";
import type { Figure } from "./measure.js";
import type { Promised } from "./promises.js";

/** ELU reads and writes each float once. */
const BYTES_PER_FLOAT = 8;

/** All candidates of one contest. */
export interface Series {
  title: string;
  figures: Figure[];
}

/** How many times faster `figure` is than what it is compared with in the same series. */
export function timesBaseline(series: Series, figure: Figure): number {
  return figureOf(series, figure.baseline).nsPerFloat / figure.nsPerFloat;
}

export function figureOf({ figures }: Series, name: string): Figure {
  const figure = figures.find((figure) => figure.name === name);
  if (!figure) throw new Error(`no figure for ${name}`);
  return figure;
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

export function promiseLine({ promise, ratio, holds }: Promised): string {
  return `${holds ? pc.green("holds") : pc.red("DOES NOT HOLD")}  ${promise}: ${ratio.toFixed(2)}`;
}
