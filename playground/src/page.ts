/** The elements of index.html by their ids, and what they show. */

/** The element with this id. Throws if the page has none of this type. */
export function element<Type extends Element>(id: string, type: new () => Type): Type {
  const node = document.getElementById(id);
  if (!(node instanceof type)) throw new Error(`the page has no ${type.name} with the id ${id}`);
  return node;
}

/** Shows a number in a data element: `text` for people, the value for programs. NaN is a dash, without a value. */
export function show(id: string, value: number, text: string): void {
  const data = element(id, HTMLDataElement);
  if (Number.isNaN(value)) data.removeAttribute("value");
  else data.value = String(value);
  data.textContent = Number.isNaN(value) ? "–" : text;
}

/** Sets the length of a bar, as a share of its full length, from 0 to 1. */
export function showBar(id: string, share: number): void {
  element(id, HTMLElement).style.setProperty("--share", String(share));
}

/** Formats a number with `digits` decimals and a minus sign: "−0.632". */
export function fixed(value: number, digits: number): string {
  return value.toFixed(digits).replace("-", "−");
}

/** Replaces the content of `place` by a sentence, with the browser's own message in a fold. */
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
