import { describeEngine, rowOf } from "../pages/table.js";
import type { Timing } from "../timings.js";

const rows = document.querySelector("tbody") as HTMLElement;
const status = document.querySelector("output") as HTMLElement;
const again = document.querySelector("button") as HTMLButtonElement;

again.addEventListener("click", measure);
measure();

function measure(): void {
  again.disabled = true;
  status.textContent = "Measuring, for some three seconds ...";
  const worker = new Worker("worker.js", { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<{ timings: Timing[]; backend: string }>) => {
    rows.replaceChildren(...data.timings.map(rowOfTiming));
    end(`Medians of one run in ${describeEngine()}; elu-simd runs ${data.backend}.`);
  });
  worker.addEventListener("error", ({ message }) => end(`Nothing could be measured: ${message || "no worker"}`));

  function end(text: string): void {
    status.textContent = text;
    again.disabled = false;
    worker.terminate();
  }
}

function rowOfTiming({ name, whole, alone }: Timing): HTMLTableRowElement {
  const stepsASecond = Math.round(1e6 / whole).toLocaleString("en");
  return rowOf(
    name,
    stepsASecond,
    whole.toFixed(0),
    `${alone.toFixed(1)} (${((100 * alone) / whole).toFixed(1)}\u00a0%)`,
  );
}
