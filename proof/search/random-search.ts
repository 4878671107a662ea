import { normal, uniform } from "../../harness/random.js";
import type { Coefficients } from "../model/float32.js";
import { sweep } from "./error-sweep.js";
import type { Minimax } from "./minimax.js";
import { Points } from "./points.js";
import { createStep } from "./steps.js";

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
const CAPACITY = 2 ** 20;

/** In ULP: floats that come so close to the largest error of their sweep become points. */
const MARGIN = 0.005;

/** In ULP of the result. */
const SHORTEST_STEP = 0.0003;
const LONGEST_STEP = 0.1;

/** A descent ends after this many trials without success; the next one begins a long step from the best so far. */
const PATIENCE = 20_000;
const TRIALS_AT_ONCE = 1000;

/**
 * Descents from `start`, without end: random steps, each kept if the largest error over the points is smaller. What
 * beats the best so far is swept, and its worst floats become points. Yields every now and then, and at each success.
 * What is found depends on `seed` and nothing else.
 */
export function* randomSearch(start: Minimax, seed: number): Generator<Readonly<Found>, never> {
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
      if (++found.trials % TRIALS_AT_ONCE === 0) yield found;
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
        yield found;
      }
      if (sweptError > error) continue;
    }
    current = step(found.coefficients, LONGEST_STEP);
  }
}

/** Most of them uniform in the hard range, some wherever q matters, in each magnitude as many. */
function samplePoints(random: () => number): Points {
  const points = new Points(CAPACITY);
  for (let i = 0; i < SAMPLES; i++) {
    const z = i % 8 ? HARD_FROM + (HARD_TO - HARD_FROM) * random() : -0.002 * (3 / 0.002) ** random();
    points.add(Math.fround(z));
  }
  return points;
}
