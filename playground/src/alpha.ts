/** The controls of alpha: a slider and a field beside the curve, and one more slider where the networks train. */
import { element, fixed } from "./page.js";
import { LARGEST_ALPHA, type Store } from "./state.js";

export function connectAlpha(store: Store): void {
  const slider = element("alpha", HTMLInputElement);
  const field = element("alpha-field", HTMLInputElement);
  const trainingSlider = element("training-alpha", HTMLInputElement);
  const readings = document.querySelectorAll("[data-reading=alpha]");

  for (const input of [slider, field, trainingSlider]) {
    input.addEventListener("input", () => {
      const alpha = input.valueAsNumber;
      if (alpha >= 0 && alpha <= LARGEST_ALPHA) store.update({ alpha });
    });
  }
  // What makes no sense in the field stays there until it is left.
  field.addEventListener("change", () => {
    field.value = String(store.state.alpha);
  });

  store.watch(["alpha"], ({ alpha }) => {
    slider.valueAsNumber = alpha;
    trainingSlider.valueAsNumber = alpha;
    if (document.activeElement !== field) field.value = String(alpha);
    for (const reading of readings) reading.textContent = fixed(alpha, 2);
  });
}
