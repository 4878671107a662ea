/** The reader's machine: which backends it runs, and how fast. */
import { getBackend } from "elu-simd";
import { getBackend as getRelaxedBackend } from "elu-simd/relaxed";
import { element, fixed, show, showNone } from "../page.js";
import type { CandidateName } from "./candidates.js";
import type { Effort } from "./measure.js";
import type { BenchmarkMessage, Figure } from "./worker.js";

const EFFORT: Effort = { rounds: 9, turn: 30 };

export function connectMachine(): void {
  const { name, reason } = getBackend();
  element("here", HTMLElement).textContent = name;
  showFact("backend", name, reason ?? "the fastest that elu-simd has");
  const relaxed = getRelaxedBackend();
  showFact("relaxed-backend", relaxed.name, relaxed.reason ?? "the fastest that elu-simd/relaxed has");
  if (crossOriginIsolated) showFact("isolation", "yes", "the clock is fine");
  else showFact("isolation", "no", "the clock is coarser; nothing here needs it");

  const run = element("run", HTMLButtonElement);
  const cancel = element("cancel", HTMLButtonElement);
  const progress = element("progress", HTMLProgressElement);
  const status = element("benchmark-status", HTMLElement);
  let worker: Worker | undefined;

  const end = (text: string) => {
    worker?.terminate();
    worker = undefined;
    run.disabled = false;
    // A button that is disabled would lose the focus to nowhere.
    if (document.activeElement === cancel) run.focus();
    cancel.disabled = true;
    progress.value = 0;
    status.textContent = text;
  };

  run.addEventListener("click", () => {
    worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<BenchmarkMessage>) => {
      if ("share" in data) {
        progress.value = data.share;
      } else {
        showFigures(data.figures);
        end(summary(data.figures));
      }
    });
    worker.addEventListener("error", ({ message }) =>
      end(`The benchmark failed: ${message || "no worker can be had"}`),
    );
    worker.postMessage(EFFORT);
    run.disabled = true;
    cancel.disabled = false;
    cancel.focus();
    status.textContent = "Measuring …";
  });

  cancel.addEventListener("click", () => end("Cancelled."));
}

function showFact(id: string, name: string, reason: string): void {
  element(`${id}-name`, HTMLElement).textContent = name;
  element(`${id}-reason`, HTMLElement).textContent = reason;
}

function showFigures(figures: readonly Figure[]): void {
  const slowest = Math.max(...figures.map((figure) => ("nsPerFloat" in figure ? figure.nsPerFloat : 0)));
  for (const figure of figures) {
    const measured = "nsPerFloat" in figure;
    if (measured) show(`${figure.name}-ns`, figure.nsPerFloat, fixed(figure.nsPerFloat, 2));
    else showNone(`${figure.name}-ns`);
    const share = measured ? figure.nsPerFloat / slowest : 0;
    element(`${figure.name}-bar`, HTMLElement).style.setProperty("--share", String(share));
    element(`${figure.name}-note`, HTMLElement).textContent = measured
      ? `${timesPlainLoop(figures, figure)} ×`
      : "not here";
  }
}

function summary(figures: readonly Figure[]): string {
  const simd = figureOf(figures, "simd");
  if ("unavailable" in simd) return `Done. Without WebAssembly SIMD: ${simd.unavailable}.`;
  return `Done: elu-simd is ${timesPlainLoop(figures, simd)} times as fast as the plain loop.`;
}

/** How many times faster than the plain loop, in two digits: "0.9", "17". */
function timesPlainLoop(figures: readonly Figure[], { nsPerFloat }: { readonly nsPerFloat: number }): string {
  const plain = figureOf(figures, "plain");
  if ("unavailable" in plain) throw new Error(`there is no plain loop: ${plain.unavailable}`);
  const ratio = plain.nsPerFloat / nsPerFloat;
  return fixed(ratio, ratio < 9.95 ? 1 : 0);
}

function figureOf(figures: readonly Figure[], name: CandidateName): Figure {
  const figure = figures.find((figure) => figure.name === name);
  if (!figure) throw new Error(`no figure for ${name}`);
  return figure;
}
