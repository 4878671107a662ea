/** What both pages write. */

/** A row of a table: its head, then its figures. */
export function rowOf(head: string, ...figures: string[]): HTMLTableRowElement {
  const row = document.createElement("tr");
  const cells = [head, ...figures].map((text, k) => {
    const cell = document.createElement(k === 0 ? "th" : "td");
    if (k === 0) cell.setAttribute("scope", "row");
    cell.textContent = text;
    return cell;
  });
  row.append(...cells);
  return row;
}

/** The browser, as it names itself: figures without it say nothing. */
export function describeEngine(): string {
  const [name] = /(Firefox|Edg|Chrome|Version)\/[\d.]+/.exec(navigator.userAgent) ?? ["this browser"];
  return name.replace("Version", "WebKit").replace("/", " ");
}
