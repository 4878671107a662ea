/** Figures as Markdown tables, which are aligned in the terminal, too. */
import { markdownTable } from "markdown-table";
import { COPY, RELU, SCALAR } from "./baselines.js";
import type { Series } from "./contest.js";
import { ELU, FORM_NAMES, FUNCTIONS, nameOf } from "./forms.js";
import { type Figure, floats } from "./promises.js";

interface Column {
  readonly head: string;
  readonly figures: readonly Figure[];
}

/** Each float is read and written once. */
const BYTES_PER_FLOAT = 8;

/**
 * A table of all functions in the measured forms, by default the forms of the package. Its last column is how many
 * times as fast as the plain loop the form `ours` is.
 */
export function tableOfFunctions(
  title: string,
  figures: readonly Figure[],
  ours = "in place",
  forms: readonly string[] = FORM_NAMES,
): string {
  const measured = forms.filter((form) => find(figures, nameOf(ELU, form)) !== undefined);
  const rows = FUNCTIONS.map((row) => {
    const nanoseconds = (form: string) => find(figures, nameOf(row, form)) ?? Number.NaN;
    const times = measured.map(nanoseconds);
    return [row.title, ...[...times, nanoseconds("plain loop") / nanoseconds(ours)].map(digits)];
  });
  return aligned([[title, ...measured, `loop / ${ours}`], ...rows]);
}

/** ELU with alpha 1 and its baselines: a column for each length or browser. */
export function tableOfElu(title: string, columns: readonly Column[]): string {
  const names = [...FORM_NAMES.map((form) => nameOf(ELU, form)), SCALAR, RELU, COPY];
  const rows = names.map((name) => [name, ...columns.map(({ figures }) => digits(find(figures, name)))]);
  const measured = rows.filter((row) => row.some((cell, k) => k > 0 && cell !== ""));
  return aligned([[title, ...columns.map(({ head }) => head)], ...measured]);
}

/** A column for one length. */
export function columnOf({ length, figures }: Series): Column {
  return { head: length.toLocaleString("en"), figures };
}

/** The time of ELU compared with a plain loop and ReLU, in a sentence. */
export function priceOfElu(figures: readonly Figure[]): string {
  const [elu, plain, relu] = [nameOf(ELU, "in place"), nameOf(ELU, "plain loop"), RELU].map(
    (name) => find(figures, name) ?? Number.NaN,
  );
  const [faster, longer] = [plain / elu, elu / relu].map((ratio) => ratio.toFixed(1));
  const price = `${elu.toFixed(2)} ns per float, ${faster} times as fast as a plain loop`;
  return `${price}, ${longer} times the time of ReLU in SIMD`;
}

/** A table of a series: all candidates compared with their baselines. */
export function tableOfCandidates({ title, figures }: Series, baseline: string): string {
  const rows = figures.map(({ name, nsPerFloat, baseline }) => {
    const other = figures.find((figure) => figure.name === baseline);
    if (!other) throw new Error(`no figure for ${baseline}`);
    return [name, digits(nsPerFloat), digits(BYTES_PER_FLOAT / nsPerFloat), digits(other.nsPerFloat / nsPerFloat)];
  });
  return aligned([[title, "ns per float", "GB/s", `times ${baseline}`], ...rows]);
}

export function titleOf(name: string, length: number): string {
  return `${name}, ns per float, ${floats(length)}`;
}

/** Nanoseconds per float of the candidate `name`; undefined if it was not measured. */
export function find(figures: readonly Figure[], name: string): number | undefined {
  return figures.find((figure) => figure.name === name)?.nsPerFloat;
}

/** Three digits, at most two of them after the point. */
function digits(value: number | undefined): string {
  return value === undefined ? "" : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

function aligned([head, ...rows]: string[][]): string {
  return markdownTable([head, ...rows], { align: ["l", ...head.slice(1).map(() => "r")] });
}
