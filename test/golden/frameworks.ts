import { readFileSync } from "node:fs";
import golden from "./frameworks.json" with { type: "json" };

const PAGE = readFileSync(new URL("../../docs/usage.md", import.meta.url), "utf8");

/** What PyTorch gave for the lines of the page, and for a convolution before ELU; see frameworks.py. */
export const pytorch: {
  x: number[];
  y: number[];
  grad: number[];
  calls: Record<string, number[] | undefined>;
  conv3d: Record<"images" | "kernel" | "bias" | "preActivations" | "activations", number[]>;
} = golden;

/** The rows of the page's tables whose first cell is a call into `framework`: the calls in all cells. */
export function rowsOf(framework: "torch" | "keras"): string[][] {
  return PAGE.split("\n")
    .filter((line) => line.startsWith(`| \`${framework}.`))
    .map((line) => [...line.matchAll(/`(.+?)`/g)].map(([, call]) => call));
}

/** Runs a call of the page, in which these names have these values. */
export function evaluate(call: string, scope: Record<string, unknown>): unknown {
  return new Function(...Object.keys(scope), `return ${call};`)(...Object.values(scope));
}

/** What a call into Keras computes, as the functions here are named, and with which alpha. */
export function kerasCall(call: string): { name: "elu" | "selu"; alpha: number } {
  const name = call.match(/selu|elu/i)?.[0].toLowerCase() as "elu" | "selu";
  return { name, alpha: Number(call.match(/alpha=([\d.]+)/)?.[1] ?? 1) };
}
