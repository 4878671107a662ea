/** The curve: the activations and their derivatives, and their values at one x. */
import { elu } from "elu-simd";
import { createChart } from "../chart.js";
import { element, fillTable, fixed, minus, show } from "../page.js";
import { FIRST_X, LAST_X, type State, type Store, X_STEP } from "../state.js";
import { CURVE_NAMES, type Curve, type CurveName, curveAt, LABELS } from "./curves.js";
import { byTurns, interruptedAtZero, jumpAtZero, X } from "./lines.js";
import { type Dot, drawAsymptote, drawAxes, drawDot, drawReading, LARGEST_Y, LEAST_Y, nameAsymptote } from "./plane.js";

/** The rows of the table. */
const TABLE_X = Float32Array.from({ length: LAST_X - FIRST_X + 1 }, (_, k) => FIRST_X + k);

/** The input of the example at the top of the page. */
const EXAMPLE_X = Float32Array.of(-2, 0, 3);

/** ELU comes last, above all others. */
const DRAWN = CURVE_NAMES.toReversed();

interface Drawn extends Curve {
  readonly name: CurveName;
}

export function connectCurve(store: Store): void {
  const slider = element("x", HTMLInputElement);
  const derivatives = element("derivatives", HTMLInputElement);
  const switches = CURVE_NAMES.map((name) => ({ name, input: element(`show-${name}`, HTMLInputElement) }));

  const readAt = (x: number) => {
    const steps = Math.round(Math.min(Math.max(x, FIRST_X), LAST_X) / X_STEP);
    store.update({ x: steps * X_STEP });
  };

  const chart = createChart(element("curve-chart", HTMLElement), {
    x: { range: [FIRST_X, LAST_X] },
    y: { range: [LEAST_Y, LARGEST_Y] },
    lines: [
      ...DRAWN.map((name) => ({ colour: `--${name}`, dashed: true, width: 1.5 })),
      ...DRAWN.map((name) => ({ colour: `--${name}`, width: 2.5 })),
    ],
    under(pen) {
      drawAxes(pen);
      if (store.state.curves.includes("elu")) drawAsymptote(pen, store.state.alpha);
      drawReading(pen, store.state.x);
    },
    over(pen) {
      if (store.state.curves.includes("elu")) nameAsymptote(pen, store.state.alpha);
      for (const dot of [...jumpsOf(store.state), ...readingsOf(store.state)]) drawDot(pen, dot);
    },
    onPoint: readAt,
  });

  slider.addEventListener("input", () => readAt(slider.valueAsNumber));
  derivatives.addEventListener("change", () => store.update({ derivatives: derivatives.checked }));
  for (const { input } of switches) {
    input.addEventListener("change", () => {
      store.update({ curves: switches.filter(({ input }) => input.checked).map(({ name }) => name) });
    });
  }

  store.watch(["alpha", "curves", "derivatives"], (state) => {
    derivatives.checked = state.derivatives;
    for (const { name, input } of switches) {
      input.checked = state.curves.includes(name);
      element(`${name}-rows`, HTMLElement).classList.toggle("shown", input.checked);
    }
    const curves = drawnCurves(state, X);
    const values = byTurns(curves.map(({ values }) => values));
    const slopes = byTurns(curves.map(({ derivatives }) => derivatives)).map((line, k) =>
      jumpAtZero(curves[k].derivatives) ? interruptedAtZero(line) : line,
    );
    const allOf = (lines: (number | null)[][]) =>
      DRAWN.map((name) => lines[curves.findIndex((curve) => curve.name === name)] ?? []);
    chart.draw(X, [...allOf(state.derivatives ? slopes : []), ...allOf(values)]);
  });

  store.watch(["alpha"], ({ alpha }) => {
    const results = elu(EXAMPLE_X, { alpha });
    element("example-result", HTMLElement).textContent = [...results].map((y) => Number(y.toPrecision(4))).join(", ");
    element("celu-rows", HTMLElement).classList.toggle("missing", alpha === 0);
  });

  store.watch(["alpha", "curves"], (state) => {
    const column = (label: string, numbers: Float32Array, digits: number) => ({
      label,
      cells: Array.from(numbers, (value) => ({ value, text: fixed(value, digits) })),
    });
    const curves = drawnCurves(state, TABLE_X).toReversed();
    const columns = curves.flatMap(({ name, values, derivatives }) => [
      column(LABELS[name], values, 4),
      column(`${LABELS[name]}′`, derivatives, 4),
    ]);
    fillTable("values", [column("x", TABLE_X, 0), ...columns]);
  });

  store.watch(["alpha", "x", "curves"], ({ alpha, x, curves }) => {
    slider.valueAsNumber = x;
    show("x-value", x, fixed(x, 2));
    element("curve", HTMLElement).classList.toggle("reads-above", x > 0);
    const spoken = [`x ${fixed(x, 2)}`];
    for (const name of CURVE_NAMES) {
      const { values, derivatives } = curveAt(name, Float32Array.of(x), alpha);
      const [value, derivative] = [readable(values[0]), readable(derivatives[0])];
      show(`${name}-values`, values[0], value);
      show(`${name}-derivatives`, derivatives[0], derivative);
      if (curves.includes(name)) spoken.push(`${LABELS[name]} ${value}, derivative ${derivative}`);
    }
    slider.setAttribute("aria-valuetext", spoken.join("; "));
    chart.redraw();
  });
}

/** Four decimals, or four digits of a value near 0: "0.3679", "−0.0001234". */
function readable(value: number): string {
  if (value === 0 || Math.abs(value) >= 0.001) return fixed(value, 4);
  return minus(String(Number(value.toPrecision(4))));
}

/** The curves that are shown and exist at this alpha, in drawing order. */
function drawnCurves({ alpha, curves }: State, x: Float32Array): Drawn[] {
  return DRAWN.filter((name) => curves.includes(name) && !(name === "celu" && alpha === 0)).map((name) => ({
    name,
    ...curveAt(name, x, alpha),
  }));
}

/** The ends of the derivatives' jumps: filled where the line has its value at 0. */
function jumpsOf(state: State): Dot[] {
  if (!state.derivatives) return [];
  return drawnCurves(state, X).flatMap(({ name, derivatives }) => {
    const jump = jumpAtZero(derivatives);
    if (!jump) return [];
    return [
      { x: 0, y: jump.above, colour: `--${name}`, filled: false },
      { x: 0, y: jump.at, colour: `--${name}`, filled: true },
    ];
  });
}

function readingsOf(state: State): Dot[] {
  const { x } = state;
  return drawnCurves(state, Float32Array.of(x)).flatMap(({ name, values, derivatives }) => [
    ...(state.derivatives ? [{ x, y: derivatives[0], colour: `--${name}`, filled: true }] : []),
    { x, y: values[0], colour: `--${name}`, filled: true },
  ]);
}
