/** The curve: the activations and their derivatives, and their values at one x. */
import { elu } from "elu-simd";
import { createChart } from "../chart.js";
import { element, fixed, show } from "../page.js";
import type { Settings, Store } from "../settings.js";
import { CURVE_NAMES, type CurveName, curveAt, LABELS } from "./curves.js";

const FIRST_X = -6;
const LAST_X = 4;

/** The distance between drawn points, and the step of the slider. */
const X_STEP = 1 / 64;

const X = Float32Array.from({ length: (LAST_X - FIRST_X) / X_STEP + 1 }, (_, k) => FIRST_X + k * X_STEP);

/** The input of the example at the top of the page. */
const EXAMPLE_X = Float32Array.of(-2, 0, 3);

/** In drawing order. If lines coincide, wider lines below stay visible at both sides of narrower lines above. */
const DRAWN: readonly { readonly name: CurveName; readonly width: number }[] = [
  { name: "leaky", width: 6.5 },
  { name: "relu", width: 5 },
  { name: "celu", width: 3.5 },
  { name: "selu", width: 2 },
  { name: "elu", width: 2 },
];

const DASH = [6, 5];

export function connect(store: Store): void {
  const slider = element("x", HTMLInputElement);

  const chart = createChart(element("curve-chart", HTMLElement), {
    x: { range: [FIRST_X, LAST_X] },
    y: { range: [-3.25, 4] },
    lines: [
      ...DRAWN.map(({ name, width }) => ({ colour: `--${name}`, dash: DASH, width: 0.6 * width })),
      ...DRAWN.map(({ name, width }) => ({ colour: `--${name}`, width })),
    ],
    onPoint(x) {
      // The slider rounds to the nearest of its values.
      slider.valueAsNumber = x;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });

  store.watch(["alpha", "show"], (settings) => {
    const curves = DRAWN.map(({ name }) => (isShown(name, settings) ? curveAt(name, X, settings.alpha) : undefined));
    const slopes = settings.show.includes("derivatives") ? curves : curves.map(() => undefined);
    chart.draw(X, [
      ...slopes.map((curve) => (curve ? interruptedAtZero(curve.derivatives) : [])),
      ...curves.map((curve) => curve?.values ?? []),
    ]);
  });

  store.watch(["alpha"], ({ alpha }) => {
    const results = elu(EXAMPLE_X, { alpha });
    element("example-result", HTMLElement).textContent = [...results].map((y) => Number(y.toPrecision(4))).join(", ");
  });

  store.watch(["alpha", "x", "show"], (settings) => {
    const { alpha, x } = settings;
    const spoken = [`x ${fixed(x, 2)}`];
    for (const name of CURVE_NAMES) {
      const { values, derivatives } = curveAt(name, Float32Array.of(x), alpha);
      const [value, derivative] = [fixed(values[0], 4), fixed(derivatives[0], 4)];
      show(`${name}-values`, values[0], value);
      show(`${name}-derivatives`, derivatives[0], derivative);
      if (isShown(name, settings)) spoken.push(`${LABELS[name]} ${value}, derivative ${derivative}`);
    }
    slider.setAttribute("aria-valuetext", spoken.join("; "));
    chart.readAt(x);
  });
}

/** Whether a curve is selected, and exists at this alpha. */
function isShown(name: CurveName, { show, alpha }: Settings): boolean {
  return show.includes(name) && !(name === "celu" && alpha === 0);
}

/** The line without its first points above 0: a gap of some pixels separates the two sides of a jump. */
function interruptedAtZero(line: Float32Array): (number | null)[] {
  return Array.from(line, (value, k) => (X[k] > 0 && X[k] < 4 * X_STEP ? null : value));
}
