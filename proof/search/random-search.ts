import { normal, uniform } from "../../harness/random.js";
import type { Coefficients } from "../model/float32.js";
import { sweep } from "./error-sweep.js";
import { createStep, type Minimax } from "./minimax.js";
import { Points } from "./points.js";

export interface SearchResult {
  /** The best coefficients so far. */
  coefficients: Coefficients;
  /** Their largest error in ULP, unfused or fused, over every float32 of the hard range. */
  error: number;
  /** The number of candidates scored so far. */
  trials: number;
}

/** The hard range: results are of the magnitude of r and s - 1, and errors are the largest of all. */
const HARD_FROM = -0.1;
const HARD_TO = -1.3;

const SAMPLES = 400_000;

/** In ULP: floats whose error in a sweep is this close to the largest error over the points become points. */
const MARGIN = 0.005;

/** In ULP of the result. */
const SHORTEST_STEP = 0.0003;
const LONGEST_STEP = 0.1;

/** A descent ends after this many trials without success. The next one starts a long step away from the best so far. */
const PATIENCE = 20_000;

/**
 * Descends from `start` for `milliseconds`: takes random steps, and keeps those that make the largest error over the
 * points smaller. Sweeps coefficients that beat the best so far, and makes their worst floats points. Calls `onBetter`
 * if they still beat the best. The sequence of steps depends on `seed` alone.
 */
export function randomSearch(
  start: Minimax,
  seed: number,
  milliseconds: number,
  onBetter: (error: number) => void,
): SearchResult {
  const end = performance.now() + milliseconds;
  const random = uniform(seed);
  const points = samplePoints(random);
  const step = createStep(start.covariance, normal(seed));
  const best: SearchResult = { coefficients: start.coefficients, error: Infinity, trials: 0 };
  let current = start.coefficients;
  for (;;) {
    let error = points.largestError(current, Infinity);
    for (let failures = 0; failures < PATIENCE; failures++) {
      const candidate = step(current, SHORTEST_STEP * (LONGEST_STEP / SHORTEST_STEP) ** random());
      const candidateError = points.largestError(candidate, error);
      if (candidateError < error) {
        current = candidate;
        error = candidateError;
        failures = 0;
      }
      best.trials++;
      if (performance.now() > end) return best;
    }

    if (error < best.error) {
      const hardFrom = error - MARGIN;
      const { unfused, fused } = sweep(current, HARD_FROM, HARD_TO, (sweptError, z) => {
        if (sweptError >= hardFrom) points.add(z);
      });
      const sweptError = Math.max(unfused.largest, fused.largest);
      if (sweptError < best.error) {
        best.coefficients = current;
        best.error = sweptError;
        onBetter(sweptError);
      }
      if (sweptError > error) continue;
    }
    current = step(best.coefficients, LONGEST_STEP);
  }
}

/** Most points are uniform in the hard range. One in eight is log-uniform over all inputs for which q matters. */
function samplePoints(random: () => number): Points {
  const points = new Points();
  for (let i = 0; i < SAMPLES; i++) {
    const z = i % 8 ? HARD_FROM + (HARD_TO - HARD_FROM) * random() : -0.002 * (3 / 0.002) ** random();
    points.add(Math.fround(z));
  }
  return points;
}
