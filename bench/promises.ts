/** What the project promises about speed, and whether it holds on the machine that the bench runs on. */
import { ARRAYS, COPY, JS_BACKEND, RELAXED_RESIDENT, RESIDENT } from "./candidates.js";
import { figureOf, type Series, timesBaseline } from "./report.js";

/** A ratio of medians that has to be at least, or at most, some bound. */
export interface Promised {
  promise: string;
  ratio: number;
  holds: boolean;
}

/** Those about arrays of `length` floats. Relaxed SIMD has its own where the engine has it. */
export function promisesOf(length: number, series: Series): Promised[] {
  const { title } = series;
  const timesPlain = (name: string) => timesBaseline(series, figureOf(series, name));
  const timesAsLong = (name: string, other: string) =>
    figureOf(series, name).nsPerFloat / figureOf(series, other).nsPerFloat;
  const hasRelaxed = series.figures.some(({ name }) => name === RELAXED_RESIDENT);
  const promises: Promised[] = [];
  if (length <= 256) {
    promises.push(atLeast(1, timesPlain(ARRAYS), `arrays in and out are not slower than the plain loop, ${title}`));
  }
  if (length >= 4096 && length <= 65_536) {
    const promise = `arrays in and out take at most 1.5 times the kernel itself, ${title}`;
    promises.push(atMost(1.5, timesAsLong(ARRAYS, RESIDENT), promise));
  }
  if (length === 65_536) {
    promises.push(atLeast(15, timesPlain(RESIDENT), `SIMD is at least 15 times faster than the plain loop, ${title}`));
    if (hasRelaxed) {
      const promise = `relaxed SIMD is at least 22 times faster than the plain loop, ${title}`;
      promises.push(atLeast(22, timesPlain(RELAXED_RESIDENT), promise));
    }
  }
  if (length >= 8_000_000) {
    promises.push(atMost(2.5, timesAsLong(RESIDENT, COPY), `SIMD takes at most 2.5 times a plain copy, ${title}`));
    if (hasRelaxed) {
      const promise = `relaxed SIMD takes at most 1.8 times a plain copy, ${title}`;
      promises.push(atMost(1.8, timesAsLong(RELAXED_RESIDENT, COPY), promise));
    }
  }
  return promises;
}

/** The one about the js backend, by the function where it fares worst. */
export function promiseOfFamily(series: Series): Promised {
  const slowest = series.figures
    .filter(({ name }) => name.endsWith(JS_BACKEND))
    .map((figure) => ({ name: figure.name, ratio: timesBaseline(series, figure) }))
    .reduce((slowest, figure) => (figure.ratio < slowest.ratio ? figure : slowest));
  return atLeast(1, slowest.ratio, `the js backend is not slower than the plain loop, slowest: ${slowest.name}`);
}

export function atLeast(bound: number, ratio: number, promise: string): Promised {
  return { promise, ratio, holds: ratio >= bound };
}

export function atMost(bound: number, ratio: number, promise: string): Promised {
  return { promise, ratio, holds: ratio <= bound };
}
