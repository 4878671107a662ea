/** The functions that the benchmark measures, the ways in which they are computed, and the conclusion from both. */

export const OPERATION_NAMES = ["elu", "elu-gradient", "selu", "selu-gradient", "celu", "celu-gradient"] as const;

export type OperationName = (typeof OPERATION_NAMES)[number];

export const CANDIDATE_NAMES = [
  "threads",
  "relaxed",
  "simd",
  "exact",
  "scalar",
  "js",
  "plain",
  "relu",
  "copy",
] as const;

export type CandidateName = (typeof CANDIDATE_NAMES)[number];

/** One candidate: its time, or the reason why it is unavailable here. */
export type Figure = { readonly name: CandidateName } & (
  | { readonly nsPerFloat: number }
  | { readonly unavailable: string }
);

/** "CELU’s gradient with alpha 0.5". */
export function titleOf(operation: OperationName, alpha: string): string {
  const [name, gradient] = operation.split("-");
  const title = name.toUpperCase() + (gradient ? "’s gradient" : "");
  return takesAlpha(operation) ? `${title} with alpha ${alpha}` : title;
}

export function takesAlpha(operation: OperationName): boolean {
  return !operation.startsWith("selu");
}

/** Why there is nothing to measure; undefined where there is. */
export function undefinedAt(operation: OperationName, alpha: number): string | undefined {
  return operation.startsWith("celu") && alpha === 0 ? "CELU divides by alpha: it is undefined at 0." : undefined;
}

/** NaN without a figure. */
export function nsOf(figures: readonly Figure[], name: CandidateName): number {
  const figure = figures.find((figure) => figure.name === name);
  return figure && "nsPerFloat" in figure ? figure.nsPerFloat : Number.NaN;
}

/** Two digits: "0.9", "17". */
export function twoDigits(ratio: number): string {
  return ratio.toFixed(ratio < 9.95 ? 1 : 0);
}

/** What this browser has just shown: the gain over a plain loop, and the cost beside ReLU. */
export function concludeBenchmark(figures: readonly Figure[], title: string): string {
  const [simd, plain, relu] = (["simd", "plain", "relu"] as const).map((name) => nsOf(figures, name));
  if (Number.isNaN(simd)) return `Done, ${title}: WebAssembly SIMD is not available here, so JavaScript computes.`;
  const gain = `Done, ${title}: elu-simd is ${twoDigits(plain / simd)} times as fast as the plain loop here`;
  if (Number.isNaN(relu)) return `${gain}.`;
  const cost = `${(simd - relu).toFixed(2)} ns per float`;
  return `${gain}. Beside ReLU in SIMD it costs ${cost} more: ${simd.toFixed(2)} against ${relu.toFixed(2)}.`;
}
