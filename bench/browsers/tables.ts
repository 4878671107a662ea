/** What browsers were found to take, for the terminal and the docs. */
import { markdownTable } from "markdown-table";
import { FAMILY } from "../family.js";
import { type Figure, floats } from "../verdicts.js";
import { FORM_NAMES, type FormName } from "./messages.js";

/** What a browser takes for arrays of one length. */
export interface LengthFigures {
  readonly length: number;
  readonly figures: readonly Figure[];
}

/** How tables and promises call one form of a function. */
export function nameOf(member: number, form: FormName): string {
  return `${FAMILY[member].name}, ${form}`;
}

/** Every function in every form, and how many times as fast as the loop it is at most. */
export function tableOfFamily(browser: string, { length, figures }: LengthFigures): string {
  const forms = formsIn(figures);
  const head = [`${browser}, ${floats(length)}`, ...forms, "loop / resident"];
  const rows = FAMILY.map(({ name }, member) => {
    const times = forms.map((form) => nanoseconds(figures, member, form));
    const [resident, plain] = (["resident", "plain loop"] as const).map((form) => nanoseconds(figures, member, form));
    return [`\`${name}\``, ...times.map(told), told(plain && resident && plain / resident)];
  });
  return aligned([head, ...rows]);
}

/** One function, ELU with alpha 1, in every form at every length. */
export function tableOfLengths(browser: string, series: readonly LengthFigures[]): string {
  const head = [`${browser}, \`elu\``, ...series.map(({ length }) => length.toLocaleString("en"))];
  const rows = formsIn(series[0].figures).map((form) => [
    form,
    ...series.map(({ figures }) => told(nanoseconds(figures, 0, form))),
  ]);
  return aligned([head, ...rows]);
}

/** Not every browser has all. */
function formsIn(figures: readonly Figure[]): FormName[] {
  return FORM_NAMES.filter((form) => nanoseconds(figures, 0, form) !== undefined);
}

function nanoseconds(figures: readonly Figure[], member: number, form: FormName): number | undefined {
  return figures.find(({ name }) => name === nameOf(member, form))?.nsPerFloat;
}

/** Three digits, two after the point at most. */
function told(value: number | undefined): string {
  if (value === undefined) return "none";
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}

function aligned([head, ...rows]: string[][]): string {
  return markdownTable([head, ...rows], { align: ["l", ...head.slice(1).map(() => "r")] });
}
