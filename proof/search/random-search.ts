import { normal, uniform } from "../../harness/random.js";
import type { Coefficients } from "../model/float32.js";
import { sweep } from "./error-sweep.js";
import { createStep, type Minimax } from "./minimax.js";
import { Points } from "./points.js";

export interface Found {
  /** The best coefficients so far. */
  coefficients: Coefficients;
  /** Their largest error in ULP, unfused or fused, over every float32 of the hard range. */
  error: number;
  /** How many coefficients were scored until now. */
  trials: number;
}

/** Where results are of the magnitude of r and s - 1, and errors the largest of all. */
const HARD_FROM = -0.1;
const HARD_TO = -1.3;

const SAMPLES = 400_000;

/** In ULP: floats whose error is this close to the largest of their sweep become points. */
const MARGIN = 0.005;

/** In ULP of the result. */
const SHORTEST_STEP = 0.0003;
const LONGEST_STEP = 0.1;

/** A descent ends after this many trials without success; the next one begins a long step from the best so far. */
const PATIENCE = 20_000;

/**
 * Descents from `start` for `milliseconds`: random steps, each kept if the largest error over the points is smaller.
 * Coefficients that beat the best so far are swept, and their worst floats become points. `onBetter` is called when
 * they still beat the best. The sequence of steps depends on `seed` alone.
 */
export function randomSearch(
  start: Minimax,
  seed: number,
  milliseconds: number,
  onBetter: (error: number) => void,
): Found {
  const end = performance.now() + milliseconds;
  const random = uniform(seed);
  const points = samplePoints(random);
  const step = createStep(start.covariance, normal(seed));
  const found: Found = { coefficients: start.coefficients, error: Infinity, trials: 0 };
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
      found.trials++;
      if (performance.now() > end) return found;
    }

    if (error < found.error) {
      const hardFrom = error - MARGIN;
      const { unfused, fused } = sweep(current, HARD_FROM, HARD_TO, (sweptError, z) => {
        if (sweptError >= hardFrom) points.add(z);
      });
      const sweptError = Math.max(unfused.largest, fused.largest);
      if (sweptError < found.error) {
        found.coefficients = current;
        found.error = sweptError;
        onBetter(sweptError);
      }
      if (sweptError > error) continue;
    }
    current = step(found.coefficients, LONGEST_STEP);
  }
}

/** Most are uniform in the hard range; one in eight is anywhere that q matters, uniform in its logarithm. */
function samplePoints(random: () => number): Points {
  const points = new Points();
  for (let i = 0; i < SAMPLES; i++) {
    const z = i % 8 ? HARD_FROM + (HARD_TO - HARD_FROM) * random() : -0.002 * (3 / 0.002) ** random();
    points.add(Math.fround(z));
  }
  return points;
}
