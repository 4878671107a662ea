/** The page's worker, for long computations: a duel, or one of two jobs, after which the page ends the worker. */
import { expose } from "comlink";
import type { figuresOf } from "./machine/figures.js";
import { tryAlphas } from "./training/alphas.js";
import { createDuel, type Duel, type DuelStanding } from "./training/duel.js";
import type { DuelSetup } from "./training/setup.js";

let duel: Duel | undefined;

const program = {
  /** Advances the duel. A `setup` starts a new duel first. */
  advanceDuel(steps: number, setup?: DuelSetup): DuelStanding {
    if (setup) duel = createDuel(setup);
    if (!duel) throw new Error("training starts with a setup");
    return duel.advance(steps);
  },
  tryAlphas,
  /** Loaded on demand, because the benchmark has more code than all other parts together. */
  async figuresOf(...request: Parameters<typeof figuresOf>): ReturnType<typeof figuresOf> {
    return (await import("./machine/figures.js")).figuresOf(...request);
  },
};

export type WorkerProgram = typeof program;

expose(program);
