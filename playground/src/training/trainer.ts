/** Drives the duel in the worker: frame by frame, one request at a time. */
import { type Remote, wrap } from "comlink";
import { messageOf } from "../failure.js";
import { startWorker } from "../job.js";
import type { WorkerProgram } from "../worker.js";
import type { Advance, DuelStanding } from "./duel.js";
import type { DuelSetup } from "./setup.js";

/** Steps per second at which a visitor can watch the boundary form. */
const WATCHING = 120;

/** Milliseconds of one request at full speed. */
const FULL_FRAME = 24;

/** Milliseconds; a frame that took longer does not catch up on more steps. */
const LONGEST_FRAME = 100;

export interface Trainer {
  /** Restarts with a setup; playing goes on. */
  start(setup: DuelSetup): void;
  play(): void;
  pause(): void;
  /** Takes one step while paused. */
  step(): void;
  /** Whether playing takes as many steps as possible. */
  fullSpeed: boolean;
}

/** `onStanding` gets each standing of the duel, step 0 first after each start. */
export function createTrainer(
  onStanding: (standing: DuelStanding) => void,
  onFailure: (message: string) => void,
): Trainer {
  let program: Remote<WorkerProgram> | undefined;
  let setup: DuelSetup | undefined;
  let playing = false;
  let stepsWanted = 0;
  let busy = false;

  const nextAdvance = (elapsed: number): Advance => {
    if (playing && trainer.fullSpeed) return { milliseconds: FULL_FRAME };
    if (playing) stepsWanted += (Math.min(elapsed, LONGEST_FRAME) / 1000) * WATCHING;
    const steps = Math.ceil(stepsWanted);
    stepsWanted -= steps;
    return { steps };
  };

  /** Works until nothing is left to do. */
  const work = async () => {
    if (busy || !program) return;
    busy = true;
    let last = performance.now();
    while (setup || playing || stepsWanted > 0) {
      const now = await new Promise(requestAnimationFrame);
      const start = setup;
      if (start) [setup, stepsWanted] = [undefined, 0];
      const standing = await program.advanceDuel(start ? { steps: 0 } : nextAdvance(now - last), start);
      last = now;
      // A standing from before a restart is outdated.
      if (!setup) onStanding(standing);
    }
    busy = false;
  };
  const begin = () => work().catch((error) => onFailure(messageOf(error)));

  const trainer: Trainer = {
    fullSpeed: false,
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
      stepsWanted = 0;
    },
    step() {
      stepsWanted = 1;
      void begin();
    },
  };
  return trainer;
}
