import { readFileSync } from "node:fs";
import golden from "./frameworks.json" with { type: "json" };

const PAGE = readFileSync(new URL("../../docs/usage.md", import.meta.url), "utf8");

/** The results of PyTorch for the lines of the page, and for a convolution before ELU; see frameworks.py. */
export const pytorch: {
  x: number[];
  y: number[];
  grad: number[];
  calls: Record<string, number[] | undefined>;
  conv3d: Record<"images" | "kernel" | "bias" | "preActivations" | "activations", number[]>;
} = golden;

/** The calls in each row of the page's tables whose first cell is a call of `framework`. */
export function rowsOf(framework: "torch" | "keras"): string[][] {
  return PAGE.split("\n")
    .filter((line) => line.startsWith(`| \`${framework}.`))
    .map((line) => [...line.matchAll(/`(.+?)`/g)].map(([, call]) => call));
}

/** Runs a call of the page with the variables of `scope`. */
export function evaluate(call: string, scope: Record<string, unknown>): unknown {
  return new Function(...Object.keys(scope), `return ${call};`)(...Object.values(scope));
}

/** The function of this package that equals a call of Keras, and its alpha. */
export function kerasCall(call: string): { name: "elu" | "selu"; alpha: number } {
  const name = call.match(/selu|elu/i)?.[0].toLowerCase() as "elu" | "selu";
  return { name, alpha: Number(call.match(/alpha=([\d.]+)/)?.[1] ?? 1) };
}
