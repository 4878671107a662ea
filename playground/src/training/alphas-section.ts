/** "What alpha does": trains with several alphas on demand, and lists each as it ends. */
import { connectJob } from "../job.js";
import { show, showBar } from "../page.js";
import type { Store } from "../settings.js";
import { ALPHAS, type AlphaOutcome, concludeAlphas, SEEDS, stepsOf } from "./alphas.js";
import { LAST_STEP } from "./setup.js";

export function connectAlphas(store: Store): void {
  const job = connectJob<AlphaOutcome>({
    id: "alphas",
    running: "Training …",
    work: (program, progress) => {
      const { dataSet, network } = store.settings;
      return program.tryAlphas({ dataSet, network }, progress);
    },
    conclude: concludeAlphas,
    show(outcomes) {
      for (const [k, alpha] of ALPHAS.entries()) {
        const outcome = outcomes[k] ?? { alpha, steps: Number.NaN, separated: Number.NaN };
        showBar(`steps-${alpha}-bar`, outcome.steps / LAST_STEP || 0);
        show(`steps-${alpha}`, outcome.steps, stepsOf(outcome));
        show(`separated-${alpha}`, outcome.separated, `${outcome.separated} of ${SEEDS.length}`);
      }
    },
  });
  store.watch(["dataSet", "network"], () => job.reset(""));
}
