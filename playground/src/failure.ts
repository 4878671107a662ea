/** What cannot be had: one sentence, and in a fold the words of the engine. */
import { element } from "./page.js";

/** The engine's own words, to be unfolded. */
export function fold(words: string): HTMLDetailsElement {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "In the browser’s words";
  const code = document.createElement("code");
  code.textContent = words;
  details.append(summary, code);
  return details;
}

/** Replaces what `place` holds by a sentence and, where there are any, the words of whatever failed. */
export function tell(place: HTMLElement, sentence: string, words?: string): void {
  place.replaceChildren(sentence, ...(words ? [fold(words)] : []));
}

/** What an error says, whatever was thrown. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Says in the section that it failed; the others go on. */
export function tellFailure(section: string, error: unknown): void {
  console.warn(error);
  const note = document.createElement("div");
  note.className = "note";
  note.setAttribute("role", "alert");
  tell(note, "This part does not work in this browser; the others do.", wordsOf(error));
  element(section, HTMLElement).querySelector(".heading")?.append(note);
}
