/** A field for a number that says so when what is entered is none that it takes. */
import { element } from "./page.js";

export interface EntryOptions {
  readonly accepts: (value: number) => boolean;
  /** What is said of everything else. */
  readonly complaint: string;
  readonly take: (value: number) => void;
}

export interface Entry {
  /** Shows the value, but never under the hands of who is typing. */
  show(value: number): void;
}

/** The element that complains has the id of the field and "-error". */
export function connectEntry(field: HTMLInputElement, { accepts, complaint, take }: EntryOptions): Entry {
  const error = element(`${field.id}-error`, HTMLElement);
  let last = field.valueAsNumber;
  const judge = () => {
    const accepted = accepts(field.valueAsNumber);
    error.textContent = accepted ? "" : complaint;
    field.setAttribute("aria-invalid", String(!accepted));
    return accepted;
  };
  field.addEventListener("input", () => {
    if (judge()) take(field.valueAsNumber);
  });
  // What it does not take stays there until the field is left; then the last value is back, and the complaint stays.
  field.addEventListener("change", () => {
    if (!accepts(field.valueAsNumber)) error.textContent = `${complaint} It stays at ${last}.`;
    field.removeAttribute("aria-invalid");
    field.value = String(last);
  });
  return {
    show(value) {
      last = value;
      if (document.activeElement !== field) {
        field.value = String(value);
        error.textContent = "";
      }
    },
  };
}
