/** The reader's machine: which backends it runs, and how fast. */
import type { Effort } from "../../../harness/batches.js";
import { readable } from "../alpha.js";
import { tell } from "../failure.js";
import { connectJob } from "../job.js";
import { element, fixed, show, showNone } from "../page.js";
import type { Store } from "../state.js";
import { showBackends } from "./backends.js";
import type { Figure } from "./figures.js";
import {
  CANDIDATE_NAMES,
  type CandidateName,
  OPERATION_NAMES,
  takesAlpha,
  titleOf,
  undefinedAt,
} from "./operations.js";

const EFFORT: Effort = { warmUp: 300, rounds: 12, turn: 30 };

/** How the rows of index.html are called in sentences. */
const LABELS: Readonly<Record<CandidateName, string>> = {
  threads: "two threads",
  relaxed: "elu-simd/relaxed",
  simd: "elu-simd",
  scalar: "WebAssembly without SIMD",
  js: "the js backend",
  plain: "the plain loop",
  relu: "ReLU in SIMD",
  copy: "a plain copy",
};

/** They compute no ELU, so they are no times faster at it. */
const LIMITS: readonly CandidateName[] = ["relu", "copy"];

export function connectMachine(store: Store): void {
  showBackends();
  element("threads-row", HTMLElement).hidden = !globalThis.crossOriginIsolated;
  const operation = element("operation", HTMLSelectElement);
  const run = element("run", HTMLButtonElement);

  operation.addEventListener("change", () => {
    const chosen = OPERATION_NAMES.find((name) => name === operation.value);
    if (chosen) store.update({ operation: chosen });
  });

  const job = connectJob<Figure[]>({
    ids: { run: "run", cancel: "cancel", progress: "progress", status: "benchmark-status" },
    running: "Measuring …",
    request: () => ({
      benchmark: { operation: store.state.operation, alpha: store.state.alpha, effort: EFFORT },
    }),
    done(figures) {
      showFigures(figures);
      return summary(figures, titleOf(store.state.operation, readable(store.state.alpha)));
    },
  });

  store.watch(["operation", "alpha"], (state) => {
    operation.value = state.operation;
    element("benchmark-title", HTMLElement).textContent = titleOf(state.operation, readable(state.alpha));
    element("machine-alpha", HTMLInputElement).disabled = !takesAlpha(state.operation);
    const problem = undefinedAt(state.operation, state.alpha);
    job.reset(problem ?? "");
    run.disabled = problem !== undefined;
    showFigures([]);
  });
}

/** Fills the rows of all candidates; one without a figure is empty. */
function showFigures(figures: readonly Figure[]): void {
  const slowest = Math.max(...figures.map((figure) => nsOf(figure) ?? 0));
  const plain = nsOf(figures.find(({ name }) => name === "plain"));
  for (const name of CANDIDATE_NAMES) {
    const ns = nsOf(figures.find((figure) => figure.name === name));
    if (ns === undefined) showNone(`${name}-ns`);
    else show(`${name}-ns`, ns, fixed(ns, 2));
    element(`${name}-bar`, HTMLElement).style.setProperty("--share", String(ns === undefined ? 0 : ns / slowest));
    const note = ns && plain && !LIMITS.includes(name) ? `${times(plain / ns)} ×` : "";
    element(`${name}-note`, HTMLElement).textContent = note;
  }

  const missing = figures.flatMap((figure) => ("unavailable" in figure && isRow(figure.name) ? [figure] : []));
  tell(
    element("benchmark-missing", HTMLElement),
    missing.length ? `Not to be had here: ${missing.map(({ name }) => LABELS[name]).join(", ")}.` : "",
    missing.map(({ name, unavailable }) => `${LABELS[name]}: ${unavailable}`).join("\n"),
  );
}

function isRow(name: CandidateName): boolean {
  return !element(`${name}-row`, HTMLElement).hidden;
}

/** What this browser has just shown, and no other claim. */
function summary(figures: readonly Figure[], title: string): string {
  const [simd, plain] = (["simd", "plain"] as const).map((name) =>
    nsOf(figures.find((figure) => figure.name === name)),
  );
  if (simd === undefined || plain === undefined) return `Done: ${title}, without WebAssembly SIMD.`;
  return `Done: ${title}, in this browser: elu-simd is ${times(plain / simd)} times as fast as the plain loop.`;
}

/** Two digits: "0.9", "17". */
function times(ratio: number): string {
  return fixed(ratio, ratio < 9.95 ? 1 : 0);
}

function nsOf(figure: Figure | undefined): number | undefined {
  return figure && "nsPerFloat" in figure ? figure.nsPerFloat : undefined;
}
