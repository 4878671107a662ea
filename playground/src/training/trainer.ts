/** Drives the duel in the worker: frame by frame, one request at a time. */
import { type Remote, wrap } from "comlink";
import { startWorker } from "../job.js";
import { messageOf } from "../page.js";
import type { WorkerProgram } from "../worker.js";
import type { DuelStanding } from "./duel.js";
import type { DuelSetup } from "./setup.js";

/** Few enough for a visitor to watch the boundary form. */
const STEPS_PER_FRAME = 3;

export interface Trainer {
  /** Restarts with a setup; playing goes on. */
  start(setup: DuelSetup): void;
  play(): void;
  pause(): void;
  /** Takes one step while paused. */
  step(): void;
}

/** `onStanding` gets each standing of the duel, step 0 first after each start. */
export function createTrainer(
  onStanding: (standing: DuelStanding) => void,
  onFailure: (message: string) => void,
): Trainer {
  let program: Remote<WorkerProgram> | undefined;
  let setup: DuelSetup | undefined;
  let playing = false;
  let oneStep = false;
  let busy = false;

  /** Sends requests until none is left. */
  const work = async () => {
    if (busy || !program) return;
    busy = true;
    while (setup || playing || oneStep) {
      await new Promise(requestAnimationFrame);
      const start = setup;
      const steps = start ? 0 : playing ? STEPS_PER_FRAME : Number(oneStep);
      [setup, oneStep] = [undefined, false];
      const standing = await program.advanceDuel(steps, start);
      // A standing from before a restart is outdated.
      if (!setup) onStanding(standing);
    }
    busy = false;
  };
  const begin = () => work().catch((error) => onFailure(messageOf(error)));

  return {
    start(next) {
      setup = next;
      const worker = program ? undefined : startWorker(onFailure);
      if (worker) program = wrap<WorkerProgram>(worker);
      void begin();
    },
    play() {
      playing = true;
      void begin();
    },
    pause() {
      playing = false;
    },
    step() {
      oneStep = true;
      void begin();
    },
  };
}
