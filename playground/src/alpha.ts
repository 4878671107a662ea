/** The controls and readings of both alphas: that of training, and that of everything else. */
import { connectNumber } from "./number-field.js";
import { element } from "./page.js";
import type { Store } from "./state.js";

export function connectAlphas(store: Store): void {
  const showInField = connectNumber(element("alpha-field", HTMLInputElement), (alpha) => store.update({ alpha }));
  for (const key of ["alpha", "trainingAlpha"] as const) {
    const sliders = document.querySelectorAll<HTMLInputElement>(`input[data-sets=${key}]`);
    const readings = document.querySelectorAll(`[data-reads=${key}]`);
    for (const slider of sliders) {
      slider.addEventListener("input", () => store.update({ [key]: slider.valueAsNumber }));
    }
    store.watch([key], ({ [key]: alpha }) => {
      if (key === "alpha") showInField(alpha);
      for (const slider of sliders) slider.valueAsNumber = alpha;
      for (const reading of readings) reading.textContent = readable(alpha);
    });
  }
}

/** At least two decimals, so that the text keeps its width while the slider moves: "1.50", "0.001". */
export function readable(alpha: number): string {
  const short = alpha.toFixed(2);
  return Number(short) === alpha ? short : String(alpha);
}
