/** The curve: the activations and their derivatives, and their values at one x. */
import { elu } from "elu-simd";
import { createChart } from "../chart.js";
import { element, fixed, show, showNone } from "../page.js";
import { FIRST_X, LARGEST_ALPHA, LAST_X, type Store, X_STEP } from "../state.js";
import { CURVE_NAMES, type CurveName, curveAt } from "./curves.js";

const X = Float32Array.from({ length: (LAST_X - FIRST_X) / X_STEP + 1 }, (_, k) => FIRST_X + k * X_STEP);

/** The rows of the table of values, which tells what the picture shows. */
const TABLE_X = Float32Array.from({ length: LAST_X - FIRST_X + 1 }, (_, k) => FIRST_X + k);

/** The input of the example at the top of the page. */
const EXAMPLE_X = Float32Array.of(-2, 0, 3);

/** ELU comes last, over all others. */
const DRAWN = CURVE_NAMES.toReversed();

export function connectCurve(store: Store): void {
  const slider = element("x", HTMLInputElement);
  const derivatives = element("derivatives", HTMLInputElement);
  const switches = CURVE_NAMES.map((name) => ({ name, input: element(`show-${name}`, HTMLInputElement) }));

  const chart = createChart(element("curve-chart", HTMLElement), {
    x: { from: FIRST_X, to: LAST_X, ticks: [-6, -4, -2, 0, 2, 4], label: (x) => fixed(x, 0) },
    y: { from: -LARGEST_ALPHA - 0.25, to: LAST_X, ticks: [-3, -2, -1, 0, 1, 2, 3, 4], label: (y) => fixed(y, 0) },
    lines: DRAWN.flatMap((name) => [
      { colour: `--${name}`, dashed: true, width: 1.5 },
      { colour: `--${name}`, width: name === "elu" ? 3 : 2 },
    ]),
    onPoint: (x) => store.update({ x: Math.round(x / X_STEP) * X_STEP }),
  });

  slider.addEventListener("input", () => store.update({ x: slider.valueAsNumber }));
  derivatives.addEventListener("change", () => store.update({ derivatives: derivatives.checked }));
  for (const { input } of switches) {
    input.addEventListener("change", () => {
      store.update({ curves: switches.filter(({ input }) => input.checked).map(({ name }) => name) });
    });
  }

  store.watch(["alpha", "curves", "derivatives"], ({ alpha, curves, derivatives: shown }) => {
    derivatives.checked = shown;
    for (const { name, input } of switches) input.checked = curves.includes(name);
    const drawn = DRAWN.map((name) => (curves.includes(name) ? curveAt(name, X, alpha) : undefined));
    chart.draw(
      X,
      drawn.flatMap((curve) => [curve?.derivatives ?? [], curve?.values ?? []]),
      drawn.flatMap((curve) => [curve !== undefined && shown, curve !== undefined]),
    );
  });

  store.watch(["alpha"], ({ alpha }) => {
    const results = elu(EXAMPLE_X, { alpha });
    element("example-result", HTMLElement).textContent = [...results].map((y) => Number(y.toFixed(3))).join(", ");
  });

  store.watch(["alpha", "curves"], ({ alpha, curves }) => {
    element("values", HTMLTableElement).replaceChildren(...tableOfValues(curves, alpha));
  });

  store.watch(["alpha", "x"], ({ alpha, x }) => {
    slider.valueAsNumber = x;
    show("x-value", x, fixed(x, 2));
    for (const name of CURVE_NAMES) {
      const curve = curveAt(name, Float32Array.of(x), alpha);
      for (const what of ["values", "derivatives"] as const) {
        const id = `${name}-${what}`;
        if (curve) show(id, curve[what][0], fixed(curve[what][0], 4));
        else showNone(id);
      }
    }
    chart.mark(x);
  });
}

const LABELS: Record<CurveName, string> = {
  elu: "ELU",
  relu: "ReLU",
  leaky: "leaky ReLU",
  selu: "SELU",
  celu: "CELU",
};

/** The curves that are shown, and their derivatives, at whole numbers. */
function tableOfValues(names: readonly CurveName[], alpha: number): HTMLTableSectionElement[] {
  const head = document.createElement("thead");
  const headings = head.insertRow();
  const columns = names.flatMap((name) => {
    const curve = curveAt(name, TABLE_X, alpha);
    return curve
      ? [
          { label: LABELS[name], numbers: curve.values },
          { label: `${LABELS[name]}′`, numbers: curve.derivatives },
        ]
      : [];
  });
  for (const label of ["x", ...columns.map(({ label }) => label)]) {
    const heading = document.createElement("th");
    heading.scope = "col";
    heading.textContent = label;
    headings.append(heading);
  }
  const body = document.createElement("tbody");
  for (const [k, x] of TABLE_X.entries()) {
    const row = body.insertRow();
    const heading = document.createElement("th");
    heading.scope = "row";
    heading.textContent = fixed(x, 0);
    row.append(heading);
    for (const { numbers } of columns) {
      const data = document.createElement("data");
      data.value = String(numbers[k]);
      data.textContent = fixed(numbers[k], 4);
      row.insertCell().append(data);
    }
  }
  return [head, body];
}
