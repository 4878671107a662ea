/** The elements of index.html, by their ids, and numbers as people write them. */

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

/** With so many digits behind the point, and a minus sign: "−0.632". */
export function fixed(value: number, digits: number): string {
  return minus(value.toFixed(digits));
}

/** A minus sign in the place of the hyphen of a negative number. */
export function minus(number: string): string {
  return number.replace("-", "−");
}

/** A power of ten: "0.01", "100", "10⁻⁸". */
export function power(value: number): string {
  const exponent = Math.round(Math.log10(value));
  if (Math.abs(exponent) <= 2) return String(10 ** exponent);
  const digits = [...String(Math.abs(exponent))].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

export interface Column {
  readonly label: string;
  readonly cells: readonly { readonly value: number; readonly text: string }[];
}

/** Fills a table: a heading for each column, and rows that begin with the cells of the first. */
export function fillTable(id: string, [first, ...columns]: readonly [Column, ...Column[]]): void {
  const head = document.createElement("thead");
  const headings = head.insertRow();
  for (const { label } of [first, ...columns]) headings.append(headingCell("col", label));
  const body = document.createElement("tbody");
  for (const [k, { text }] of first.cells.entries()) {
    const row = body.insertRow();
    row.append(headingCell("row", text));
    for (const { cells } of columns) {
      const data = document.createElement("data");
      data.value = String(cells[k].value);
      data.textContent = cells[k].text;
      row.insertCell().append(data);
    }
  }
  element(id, HTMLTableElement).replaceChildren(head, body);
}

function headingCell(scope: string, text: string): HTMLTableCellElement {
  const heading = document.createElement("th");
  heading.scope = scope;
  heading.textContent = text;
  return heading;
}
