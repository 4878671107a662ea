/** Accuracy: how far the kernels and the usual expression are from the exact ELU. */
import { ELU } from "../../../proof/reference/family.js";
import { createChart } from "../chart.js";
import { element, fixed, power, show } from "../page.js";
import type { Store } from "../state.js";
import { COMPUTATIONS, errorsOf, LARGEST, largestWithin, SMALLEST } from "./errors.js";

/** Errors below are drawn here: a logarithmic axis has no 0. */
const LEAST_DRAWN = 0.01;
const MOST_DRAWN = 1e8;

/** Nearer to 0 than this, subtracting 1 from e^x loses more than half of the digits. */
const NEAR_ZERO = 1e-4;

export function connectAccuracy(store: Store): void {
  const chart = createChart(element("accuracy-chart", HTMLElement), {
    x: {
      from: SMALLEST,
      to: LARGEST,
      logarithmic: true,
      reversed: true,
      ticks: [1e-10, 1e-7, 1e-4, 1e-1],
      label: (x) => `−${power(x)}`,
    },
    y: {
      from: LEAST_DRAWN,
      to: MOST_DRAWN,
      logarithmic: true,
      ticks: [0.01, 1, 100, 1e4, 1e6, 1e8],
      label: power,
    },
    lines: [
      { colour: "--muted", dashed: true, width: 1 },
      { colour: "--naive" },
      { colour: "--relaxed", width: 1.5 },
      { colour: "--simd", width: 1.5 },
    ],
  });

  store.watch(["alpha"], ({ alpha }) => {
    const promised = ELU.valueBound(alpha);
    const errors = errorsOf(alpha);
    const drawn = (values: Float64Array) => values.map((value) => Math.max(value, LEAST_DRAWN));
    chart.draw(
      errors.magnitudes,
      [
        new Float64Array(errors.magnitudes.length).fill(promised),
        drawn(errors.largest.naive),
        drawn(errors.largest.relaxed),
        drawn(errors.largest.simd),
      ],
      [true, true, true, true],
    );
    show("promised", promised, String(promised));
    for (const name of COMPUTATIONS) {
      const near = largestWithin(errors, name, 0, NEAR_ZERO);
      const far = largestWithin(errors, name, NEAR_ZERO, Infinity);
      show(`${name}-near`, near, ulps(near));
      show(`${name}-far`, far, ulps(far));
    }
  });
}

function ulps(error: number): string {
  return error < 100 ? fixed(error, 2) : Math.round(error).toLocaleString("en");
}
