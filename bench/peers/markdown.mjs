/** A table that reads well unrendered, too. @type {(head: string[], rows: string[][], align?: "left" | "right") => string} */
export function markdownTable(head, rows, align = "left") {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => (row[column] ?? "").length)));
  /** @type {(row: string[]) => string} */
  const line = (row) => {
    const cells = widths.map((width, column) => {
      const cell = row[column] ?? "";
      return align === "right" && column > 0 ? cell.padStart(width) : cell.padEnd(width);
    });
    return `| ${cells.join(" | ")} |`;
  };
  const rule = widths.map((width, column) =>
    align === "right" && column > 0 ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
