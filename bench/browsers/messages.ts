/** What page and workers say to each other, and the page to the program that has opened it. */
import type { Effort } from "../../harness/batches.js";
import type { FirstFigure } from "../in-one-realm.js";

/** How the functions are called. */
export const FORM_NAMES = [
  "resident",
  "with out",
  "without out",
  "relaxed, resident",
  "js backend",
  "plain loop",
] as const;

export type FormName = (typeof FORM_NAMES)[number];

/** What a worker measures. */
export interface Task {
  readonly form: FormName;
  readonly length: number;
  readonly effort: Effort;
}

/** What a page found. */
export interface Findings {
  readonly figures: readonly FormFigure[];
  /** The js backend and the plain loop in one realm, from the first call on; where 65,536 floats are measured. */
  readonly first?: readonly FirstFigure[];
  /** Forms that cannot be had. */
  readonly missing: readonly { readonly form: FormName; readonly reason: string }[];
  /** What went wrong, where something did. */
  readonly error?: string;
}

/** One form of one function. */
export interface FormFigure {
  readonly form: FormName;
  /** Its number in the family. */
  readonly member: number;
  readonly nsPerFloat: number;
}
