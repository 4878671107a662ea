/** The candidates of the benchmark, and the conclusion from their times. */

/** The candidates, in the order of their rows, and their names in sentences. */
export const CANDIDATES = {
  threads: "two threads",
  relaxed: "elu-simd/relaxed",
  simd: "elu-simd",
  exact: "elu-simd/exact",
  scalar: "WebAssembly without SIMD",
  js: "the js backend",
  plain: "the plain loop",
  relu: "ReLU in SIMD",
} as const;

export type CandidateName = keyof typeof CANDIDATES;

export const CANDIDATE_NAMES = Object.keys(CANDIDATES) as CandidateName[];

/** One candidate: its time, or the reason why it is unavailable here. */
export type Figure = { readonly name: CandidateName } & (
  | { readonly nsPerFloat: number }
  | { readonly unavailable: string }
);

/** The nanoseconds per float of a candidate; NaN without a figure. */
export function nsOf(figures: readonly Figure[], name: CandidateName): number {
  const figure = figures.find((figure) => figure.name === name);
  return figure && "nsPerFloat" in figure ? figure.nsPerFloat : Number.NaN;
}

/** Two digits: "0.9", "17". */
export function twoDigits(ratio: number): string {
  return ratio.toFixed(ratio < 9.95 ? 1 : 0);
}

/** The conclusion for this browser: the gain over a plain loop, and the cost compared with ReLU. */
export function concludeBenchmark(figures: readonly Figure[], title: string): string {
  const [simd, plain, relu] = (["simd", "plain", "relu"] as const).map((name) => nsOf(figures, name));
  if (Number.isNaN(simd)) return `Done, ${title}: WebAssembly SIMD is not available here, so JavaScript computes.`;
  const gain = `Done, ${title}: elu-simd is ${twoDigits(plain / simd)} times as fast as the plain loop here`;
  if (Number.isNaN(relu)) return `${gain}.`;
  const cost = `${(simd - relu).toFixed(2)} ns per float`;
  return `${gain}. It costs ${cost} more than ReLU in SIMD: ${simd.toFixed(2)} against ${relu.toFixed(2)}.`;
}
