/** Accuracy: the errors of the kernels and of the usual expression. */
import { ELU } from "../../../proof/reference/family.js";
import { type AxisOptions, createChart, short } from "../chart.js";
import { element, fixed, show } from "../page.js";
import type { Store } from "../settings.js";
import { COMPUTATIONS, errorsOf, LARGEST, largestWithin, MAGNITUDES, SMALLEST } from "./errors.js";

/** Smaller errors are drawn at this value: a logarithmic axis has no 0. */
const LEAST_DRAWN = 0.01;

/** For inputs nearer to 0, subtracting 1 from e^x loses more than half of the digits. */
const NEAR_ZERO = 1e-4;

const X_AXIS: AxisOptions = {
  range: [SMALLEST, LARGEST],
  logarithmic: true,
  reversed: true,
  ticks: [1e-10, 1e-7, 1e-4, 1e-1],
  label: (x) => `−${short(x)}`,
};

const BOUND = { colour: "--muted", dash: [6, 5], width: 1 };

export function connect(store: Store): void {
  const chart = createChart(element("accuracy-chart", HTMLElement), {
    x: X_AXIS,
    y: { range: [LEAST_DRAWN, 1e8], logarithmic: true, ticks: [0.01, 1, 100, 1e4, 1e6, 1e8] },
    lines: [BOUND, { colour: "--muted" }, { colour: "--simd" }],
  });
  const kernels = createChart(element("kernels-chart", HTMLElement), {
    x: X_AXIS,
    y: { range: [0, 2.2], ticks: [0, 0.5, 1, 1.5, 2] },
    lines: [
      BOUND,
      { colour: "--simd", width: 3 },
      { colour: "--relaxed", width: 1.25 },
      { colour: "--exact", width: 1.5 },
    ],
  });

  store.watch(["alpha"], ({ alpha }) => {
    const promised = ELU.valueBound(alpha);
    const errors = errorsOf(alpha);
    const bound = new Float64Array(MAGNITUDES.length).fill(promised);
    const drawn = (values: Float64Array) => values.map((value) => Math.max(value, LEAST_DRAWN));
    chart.draw(MAGNITUDES, [bound, drawn(errors.naive), drawn(errors.simd)]);
    kernels.draw(MAGNITUDES, [bound, errors.simd, errors.relaxed, errors.exact]);
    show("promised", promised, String(promised));
    for (const name of COMPUTATIONS) {
      const near = largestWithin(errors[name], 0, NEAR_ZERO);
      const far = largestWithin(errors[name], NEAR_ZERO, Infinity);
      show(`${name}-near`, near, ulps(near));
      show(`${name}-far`, far, ulps(far));
    }
  });
}

function ulps(error: number): string {
  return error < 100 ? fixed(error, 2) : Math.round(error).toLocaleString("en");
}
