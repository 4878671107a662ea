/** The reader's machine: which backends it runs, and how fast. */
import { getBackend } from "elu-simd";
import { getBackend as getRelaxedBackend } from "elu-simd/relaxed";
import { element, fixed, show, showNone } from "../page.js";
import { CANDIDATE_NAMES, type CandidateName } from "./candidates.js";
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

  cancel.addEventListener("click", () => {
    end("Cancelled.");
    run.focus();
  });
}

function showFact(id: string, name: string, reason: string): void {
  element(`${id}-name`, HTMLElement).textContent = name;
  element(`${id}-reason`, HTMLElement).textContent = reason;
}

function showFigures(figures: readonly Figure[]): void {
  const slowest = Math.max(...figures.map((figure) => ("nsPerFloat" in figure ? figure.nsPerFloat : 0)));
  const plain = nsPerFloat(figures, "plain");
  for (const name of CANDIDATE_NAMES) {
    const figure = figures.find((figure) => figure.name === name);
    const bar = element(`${name}-bar`, HTMLElement);
    const note = element(`${name}-note`, HTMLElement);
    if (figure && "nsPerFloat" in figure) {
      show(`${name}-ns`, figure.nsPerFloat, fixed(figure.nsPerFloat, 2));
      bar.style.setProperty("--share", String(figure.nsPerFloat / slowest));
      note.textContent = plain ? `${times(plain / figure.nsPerFloat)} ×` : "";
    } else {
      showNone(`${name}-ns`);
      bar.style.setProperty("--share", "0");
      note.textContent = "not here";
      note.title = figure?.unavailable ?? "";
    }
  }
}

function summary(figures: readonly Figure[]): string {
  const plain = nsPerFloat(figures, "plain");
  const simd = nsPerFloat(figures, "simd");
  if (!plain) throw new Error("the plain loop runs everywhere");
  if (!simd) {
    const { unavailable } = figures.find(({ name }) => name === "simd") as { unavailable: string };
    return `Done. Without WebAssembly SIMD: ${unavailable}.`;
  }
  return `Done: elu-simd is ${times(plain / simd)} times as fast as the plain loop.`;
}

function nsPerFloat(figures: readonly Figure[], name: CandidateName): number | undefined {
  const figure = figures.find((figure) => figure.name === name);
  return figure && "nsPerFloat" in figure ? figure.nsPerFloat : undefined;
}

/** Two digits: "0.9", "17". */
function times(ratio: number): string {
  return fixed(ratio, ratio < 9.95 ? 1 : 0);
}
