/** The curve: the activations and their derivatives, and their values at one x. */
import { elu } from "elu-simd";
import { createChart } from "../chart.js";
import { element, fillTable, fixed, minus, show, showNone } from "../page.js";
import { FIRST_X, LAST_X, type State, type Store, X_STEP } from "../state.js";
import { interruptedAtZero, jumpAtZero, X } from "./coordinates.js";
import { CURVE_NAMES, type Curve, type CurveName, curveAt, LABELS } from "./curves.js";
import { type Dot, drawAsymptote, drawAxes, drawDot, drawReading, LEAST_Y, MOST_Y, nameAsymptote } from "./plane.js";
import { byTurns } from "./stripes.js";

/** The rows of the table of values, which tells what the picture shows. */
const TABLE_X = Float32Array.from({ length: LAST_X - FIRST_X + 1 }, (_, k) => FIRST_X + k);

/** The input of the example at the top of the page. */
const EXAMPLE_X = Float32Array.of(-2, 0, 3);

/** ELU comes last, over all others. */
const DRAWN = CURVE_NAMES.toReversed();

/** How far the keys go on the plot, in steps. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -4,
  ArrowDown: -4,
  ArrowRight: 4,
  ArrowUp: 4,
  PageDown: -1 / X_STEP,
  PageUp: 1 / X_STEP,
  Home: -Infinity,
  End: Infinity,
};

interface Drawn extends Curve {
  readonly name: CurveName;
}

export function connectCurve(store: Store): void {
  const slider = element("x", HTMLInputElement);
  const plot = element("curve-chart", HTMLElement);
  const derivatives = element("derivatives", HTMLInputElement);
  const switches = CURVE_NAMES.map((name) => ({ name, input: element(`show-${name}`, HTMLInputElement) }));

  const readAt = (x: number) => {
    const steps = Math.round(Math.min(Math.max(x, FIRST_X), LAST_X) / X_STEP);
    store.update({ x: steps * X_STEP });
  };

  const chart = createChart(plot, {
    x: { from: FIRST_X, to: LAST_X, label: String },
    y: { from: LEAST_Y, to: MOST_Y, label: String },
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
  plot.addEventListener("keydown", (event) => {
    const steps = KEYS[event.key];
    if (steps === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    readAt(store.state.x + steps * X_STEP);
  });
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
    const lines = { values: byTurns(curves.map(({ values }) => values)), derivatives: turnsWithJumps(curves) };
    const dataOf = (name: CurveName, what: keyof Curve) => lines[what][curves.findIndex((c) => c.name === name)] ?? [];
    chart.draw(
      X,
      [...DRAWN.map((name) => dataOf(name, "derivatives")), ...DRAWN.map((name) => dataOf(name, "values"))],
      [
        ...DRAWN.map((name) => state.derivatives && dataOf(name, "derivatives").length > 0),
        ...DRAWN.map((name) => dataOf(name, "values").length > 0),
      ],
    );
  });

  store.watch(["alpha"], ({ alpha }) => {
    const results = elu(EXAMPLE_X, { alpha });
    element("example-result", HTMLElement).textContent = [...results].map((y) => Number(y.toPrecision(4))).join(", ");
    element("celu-rows", HTMLElement).classList.toggle("missing", alpha === 0);
  });

  store.watch(["alpha", "curves"], (state) => {
    const column = (label: string, numbers: ArrayLike<number>, digits: number) => ({
      label,
      cells: Array.from(numbers, (value) => ({ value, text: fixed(value, digits) })),
    });
    fillTable("values", [
      column("x", TABLE_X, 0),
      ...drawnCurves(state, TABLE_X)
        .toReversed()
        .flatMap(({ name, values, derivatives }) => [
          column(LABELS[name], values, 4),
          column(`${LABELS[name]}′`, derivatives, 4),
        ]),
    ]);
  });
  hintAtScrolling();

  store.watch(["alpha", "x", "curves"], ({ alpha, x, curves }) => {
    slider.valueAsNumber = x;
    slider.setAttribute("aria-valuetext", fixed(x, 2));
    show("x-value", x, fixed(x, 2));
    element("curve", HTMLElement).classList.toggle("reads-above", x > 0);
    const told: string[] = [];
    for (const name of CURVE_NAMES) {
      const curve = curveAt(name, Float32Array.of(x), alpha);
      for (const what of ["values", "derivatives"] as const) {
        const id = `${name}-${what}`;
        if (curve) show(id, curve[what][0], readable(curve[what][0]));
        else showNone(id);
      }
      if (!curve || !curves.includes(name)) continue;
      told.push(`${LABELS[name]} ${readable(curve.values[0])}, derivative ${readable(curve.derivatives[0])}`);
    }
    plot.setAttribute("aria-valuenow", String(x));
    plot.setAttribute("aria-valuetext", [`x ${fixed(x, 2)}`, ...told].join("; "));
    chart.redraw();
  });
}

/** Four digits behind the point, and more where there would be only zeros: "0.3679", "−0.0001234". */
function readable(value: number): string {
  if (value === 0 || Math.abs(value) >= 0.001) return fixed(value, 4);
  return minus(String(Number(value.toPrecision(4))));
}

/** The curves that are shown and exist at this alpha, in the order in which they are drawn. */
function drawnCurves({ alpha, curves }: State, x: Float32Array): Drawn[] {
  return DRAWN.filter((name) => curves.includes(name)).flatMap((name) => {
    const curve = curveAt(name, x, alpha);
    return curve ? [{ name, ...curve }] : [];
  });
}

/** The derivatives, by turns where they coincide, and interrupted where they jump. */
function turnsWithJumps(curves: readonly Drawn[]): (number | null)[][] {
  const lines = byTurns(curves.map(({ derivatives }) => derivatives));
  return lines.map((line, k) => (jumpAtZero(curves[k].derivatives) ? interruptedAtZero(line) : line));
}

/** The ends of the jumps: filled where the line has its value at 0. */
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

/** Says that the table of values is wider than its place, while it is. */
function hintAtScrolling(): void {
  const place = element("values-scroll", HTMLElement);
  const hint = element("values-hint", HTMLElement);
  const observer = new ResizeObserver(() => {
    hint.hidden = place.scrollWidth <= place.clientWidth;
  });
  observer.observe(place);
  observer.observe(element("values", HTMLTableElement));
}
