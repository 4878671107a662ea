/** The visitor's machine: the backends that run on it, and their speed. */
import { getBackend } from "elu-simd";
import { getBackend as getExactBackend } from "elu-simd/exact";
import { getBackend as getRelaxedBackend } from "elu-simd/relaxed";
import { connectJob } from "../job.js";
import { element, fixed, say, show, showBar } from "../page.js";
import type { Store } from "../settings.js";
import { CANDIDATE_NAMES, CANDIDATES, concludeBenchmark, type Figure, nsOf, twoDigits } from "./results.js";

const MEANINGS: Readonly<Record<string, string>> = {
  "wasm-relaxed-simd": "The fastest backend: it fuses multiplication and addition.",
  "wasm-simd": "Four floats at a time, with the same bits on every machine.",
  "wasm-exact-simd": "Float64 inside: correctly rounded at alpha 1 and for SELU.",
  "js-relaxed": "WebAssembly SIMD is not available here: JavaScript computes, slower, within the same bounds.",
  js: "WebAssembly SIMD is not available here: JavaScript computes in float64, slower.",
};

export function connect(store: Store): void {
  showFacts();
  element("threads-row", HTMLElement).hidden = !globalThis.crossOriginIsolated;
  const operation = element("operation", HTMLSelectElement);
  /** "CELU’s gradient with alpha 0.50" */
  const title = () => {
    const name = operation.selectedOptions[0].text;
    return name.startsWith("SELU") ? name : `${name} with alpha ${fixed(store.settings.alpha, 2)}`;
  };

  const job = connectJob<Figure>({
    id: "benchmark",
    running: "Measuring …",
    work: (program, progress) => {
      const { operation, alpha } = store.settings;
      return program.figuresOf(operation, alpha, progress);
    },
    show: showFigures,
    conclude: (figures) => concludeBenchmark(figures, title()),
  });

  store.watch(["operation", "alpha"], ({ operation, alpha }) => {
    element("benchmark-title", HTMLElement).textContent = title();
    const isUndefined = operation.startsWith("celu") && alpha === 0;
    job.reset(isUndefined ? "CELU divides by alpha: it is undefined at 0." : "");
    element("benchmark-run", HTMLButtonElement).disabled = isUndefined;
  });
}

function showFacts(): void {
  const fact = (id: string, name: string, meaning: string, details?: string) => {
    element(`${id}-name`, HTMLElement).textContent = name;
    say(element(`${id}-reason`, HTMLElement), meaning, details);
  };
  const [backend, relaxed, exact] = [getBackend(), getRelaxedBackend(), getExactBackend()];
  element("here", HTMLElement).textContent = backend.name;
  fact("backend", backend.name, MEANINGS[backend.name], backend.reason);
  fact("relaxed-backend", relaxed.name, MEANINGS[relaxed.name], relaxed.reason);
  fact("exact-backend", exact.name, MEANINGS[exact.name], exact.reason);
  if (globalThis.crossOriginIsolated) fact("isolation", "yes", "Threads share memory: the benchmark measures two.");
  else fact("isolation", "no", "Without isolation there is no shared memory: one thread computes.");
}

/** Fills the rows of all candidates; a row without a figure is empty. */
function showFigures(figures: readonly Figure[]): void {
  const slowest = Math.max(...CANDIDATE_NAMES.map((name) => nsOf(figures, name) || 0));
  const plain = nsOf(figures, "plain");
  for (const name of CANDIDATE_NAMES) {
    const ns = nsOf(figures, name);
    show(`${name}-ns`, ns, fixed(ns, 2));
    showBar(`${name}-bar`, ns / slowest || 0);
    // ReLU computes no ELU: a speed-up would mean nothing.
    element(`${name}-note`, HTMLElement).textContent =
      name === "relu" || !(plain / ns) ? "" : `${twoDigits(plain / ns)} ×`;
  }

  const missing = figures.flatMap((figure) => {
    return "unavailable" in figure && !element(`${figure.name}-row`, HTMLElement).hidden ? [figure] : [];
  });
  say(
    element("benchmark-missing", HTMLElement),
    missing.length ? `Not available here: ${missing.map(({ name }) => CANDIDATES[name]).join(", ")}.` : "",
    missing.map(({ name, unavailable }) => `${CANDIDATES[name]}: ${unavailable}`).join("\n"),
  );
}
