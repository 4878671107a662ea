/** Messages about what is unavailable: one sentence, with the browser's own message in a fold. */
import { element } from "./page.js";

/** Replaces the content of `place`. */
export function say(place: HTMLElement, sentence: string, details?: string): void {
  place.replaceChildren(sentence);
  if (!details) return;
  const fold = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "The browser’s message";
  const code = document.createElement("code");
  code.textContent = details;
  fold.append(summary, code);
  place.append(fold);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Reports in the heading of the section that it failed; the other sections go on. */
export function sayFailed(section: string, error: unknown): void {
  console.warn(error);
  const note = document.createElement("div");
  note.className = "note";
  note.setAttribute("role", "alert");
  say(note, "This section does not work in this browser; the others do.", messageOf(error));
  element(section, HTMLElement).querySelector(".heading")?.append(note);
}
