/** The elements of index.html by their ids, and numbers in typographic form. */

/** Throws where the page lacks the element. */
export function element<Type extends Element>(id: string, type: new () => Type): Type {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${type.name} with the id ${id}`);
  return found;
}

/** Shows a number in a data element: `text` for people, the value for programs. NaN is a dash, without a value. */
export function show(id: string, value: number, text: string): void {
  fill(element(id, HTMLDataElement), value, text);
}

function fill(data: HTMLDataElement, value: number, text: string): void {
  if (Number.isNaN(value)) data.removeAttribute("value");
  else data.value = String(value);
  data.textContent = Number.isNaN(value) ? "–" : text;
}

/** With this many decimals and a minus sign: "−0.632". */
export function fixed(value: number, digits: number): string {
  return minus(value.toFixed(digits));
}

/** Replaces the hyphen of a negative number by a minus sign. */
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

/** Fills a table with columns; the cells of the first are the headings of the rows. */
export function fillTable(id: string, columns: readonly Column[]): void {
  const heading = (scope: string, text: string) => {
    const cell = document.createElement("th");
    cell.scope = scope;
    cell.textContent = text;
    return cell;
  };
  const head = document.createElement("thead");
  head.insertRow().append(...columns.map(({ label }) => heading("col", label)));
  const body = document.createElement("tbody");
  const [first, ...others] = columns;
  for (const [k, { text }] of first.cells.entries()) {
    const row = body.insertRow();
    row.append(heading("row", text));
    for (const { cells } of others) {
      const data = document.createElement("data");
      fill(data, cells[k].value, cells[k].text);
      row.insertCell().append(data);
    }
  }
  element(id, HTMLTableElement).replaceChildren(head, body);
}
