/** The elements of index.html, by their ids. */

/** The element with this id, which index.html has. */
export function element<Type extends Element>(id: string, type: new () => Type): Type {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} with the id ${id}`);
  return found;
}

/** Shows a number: `text` to be read, `value` itself for whatever reads the page. */
export function show(id: string, value: number, text: string): void {
  const data = element(id, HTMLDataElement);
  data.value = String(value);
  data.textContent = text;
}

/** Shows that there is no number here. */
export function showNone(id: string): void {
  const data = element(id, HTMLDataElement);
  data.removeAttribute("value");
  data.textContent = "–";
}

/** As people write it, with a minus sign: "−0.632". */
export function fixed(value: number, digits: number): string {
  return value.toFixed(digits).replace("-", "−");
}
