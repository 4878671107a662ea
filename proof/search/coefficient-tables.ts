import Table from "cli-table3";
import type { Coefficients } from "../model/float32.js";
import type { Finding, Sweep } from "./error-sweep.js";

/** The lines for src/core/constants.ts. */
export function constantLines(coefficients: Coefficients): string {
  return Array.from(coefficients, (q, i) => `/** ${hexFloat(q)} */\nexport const Q${i} = ${q};`).join("\n");
}

/** Two rows for each sweep: unfused, fused. */
export function table(sweeps: Record<string, Sweep>): string {
  const table = new Table({
    head: ["coefficients", "arithmetic", "largest error", "at", "misrounded"],
    colAligns: ["left", "left", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const [name, { unfused, fused, count }] of Object.entries(sweeps)) {
    table.push([name, "unfused", ...cells(unfused, count)], ["", "fused", ...cells(fused, count)]);
  }
  return table.toString();
}

function cells({ largest, at, misrounded }: Finding, count: number): string[] {
  return [`${largest.toFixed(4)} ULP`, at.toPrecision(9), `${((100 * misrounded) / count).toFixed(3)} %`];
}

/** A normal float32, positive, the way C writes it: 0x1.fffff6p-2. */
function hexFloat(value: number): string {
  const exponent = Math.floor(Math.log2(value));
  const mantissa = (value / 2 ** exponent - 1) * 2 ** 24;
  return `0x1.${mantissa.toString(16).padStart(6, "0")}p${exponent}`;
}
