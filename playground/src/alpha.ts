/** The controls of alpha, and all that shows it: a field, and a slider wherever alpha matters. */
import { connectEntry } from "./entry.js";
import { element } from "./page.js";
import { LARGEST_ALPHA, type Store } from "./state.js";

export function connectAlpha(store: Store): void {
  const field = element("alpha-field", HTMLInputElement);
  const sliders = document.querySelectorAll<HTMLInputElement>("input[data-alpha]");
  const readings = document.querySelectorAll("[data-reading=alpha]");

  for (const slider of sliders) {
    slider.addEventListener("input", () => store.update({ alpha: slider.valueAsNumber }));
  }
  const entry = connectEntry(field, {
    accepts: (value) => value >= 0 && value <= LARGEST_ALPHA,
    complaint: `Alpha goes from 0 to ${LARGEST_ALPHA} on this page; the package takes every finite one.`,
    take: (alpha) => store.update({ alpha }),
  });

  store.watch(["alpha"], ({ alpha }) => {
    for (const slider of sliders) slider.valueAsNumber = alpha;
    entry.show(alpha);
    for (const reading of readings) reading.textContent = readable(alpha);
  });
}

/** Two digits behind the point, so that nothing moves with the slider, and as many as there are where there are more. */
export function readable(alpha: number): string {
  const short = alpha.toFixed(2);
  return Number(short) === alpha ? short : String(alpha);
}
