/** Accuracy: the errors of the kernels and of the usual expression. */
import { ELU } from "../../../proof/reference/family.js";
import { type AxisOptions, createChart } from "../chart.js";
import { element, fixed, power, show } from "../page.js";
import type { Store } from "../state.js";
import { COMPUTATIONS, errorsOf, LARGEST, largestWithin, SMALLEST } from "./errors.js";

/** Smaller errors are drawn here: a logarithmic axis has no 0. */
const LEAST_DRAWN = 0.01;

/** Nearer to 0 than this, subtracting 1 from e^x loses more than half of the digits. */
const NEAR_ZERO = 1e-4;

const X_AXIS: AxisOptions = {
  range: [SMALLEST, LARGEST],
  logarithmic: true,
  reversed: true,
  ticks: [1e-10, 1e-7, 1e-4, 1e-1],
  label: (x) => `−${power(x)}`,
};

const BOUND = { colour: "--muted", dashed: true, width: 1 };

export function connectAccuracy(store: Store): void {
  const chart = createChart(element("accuracy-chart", HTMLElement), {
    x: X_AXIS,
    y: { range: [LEAST_DRAWN, 1e8], logarithmic: true, ticks: [0.01, 1, 100, 1e4, 1e6, 1e8], label: power },
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
    const { magnitudes, largest } = errorsOf(alpha);
    const bound = new Float64Array(magnitudes.length).fill(promised);
    const drawn = (values: Float64Array) => values.map((value) => Math.max(value, LEAST_DRAWN));
    chart.draw(magnitudes, [bound, drawn(largest.naive), drawn(largest.simd)]);
    kernels.draw(magnitudes, [bound, largest.simd, largest.relaxed, largest.exact]);
    show("promised", promised, String(promised));
    for (const name of COMPUTATIONS) {
      const near = largestWithin({ magnitudes, largest }, name, 0, NEAR_ZERO);
      const far = largestWithin({ magnitudes, largest }, name, NEAR_ZERO, Infinity);
      show(`${name}-near`, near, ulps(near));
      show(`${name}-far`, far, ulps(far));
    }
  });
}

function ulps(error: number): string {
  return error < 100 ? fixed(error, 2) : Math.round(error).toLocaleString("en");
}
