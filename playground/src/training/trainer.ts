/** Drives the duel in the worker: frame by frame, one request at a time. */
import { startWorker } from "../job.js";
import type { TrainingRequest } from "../worker.js";
import type { DuelStanding } from "./duel.js";
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
  let worker: Worker | undefined;
  let setup: DuelSetup | undefined;
  let playing = false;
  let stepsWanted = 0;
  let busy = false;

  const ask = (request: TrainingRequest): Promise<DuelStanding> =>
    new Promise((resolve) => {
      worker?.addEventListener("message", ({ data }) => resolve(data), { once: true });
      worker?.postMessage(request);
    });

  const nextRequest = (elapsed: number): TrainingRequest => {
    if (setup) {
      const request = { setup, advance: { steps: 0 } };
      [setup, stepsWanted] = [undefined, 0];
      return request;
    }
    if (playing && trainer.fullSpeed) return { advance: { milliseconds: FULL_FRAME } };
    if (playing) stepsWanted += (Math.min(elapsed, LONGEST_FRAME) / 1000) * WATCHING;
    const steps = Math.ceil(stepsWanted);
    stepsWanted -= steps;
    return { advance: { steps } };
  };

  /** Works until nothing is left to do. */
  const work = async () => {
    if (busy) return;
    busy = true;
    let last = performance.now();
    while (setup || playing || stepsWanted > 0) {
      const now = await new Promise(requestAnimationFrame);
      const standing = await ask(nextRequest(now - last));
      last = now;
      // A standing from before a restart is outdated.
      if (!setup) onStanding(standing);
    }
    busy = false;
  };

  const trainer: Trainer = {
    fullSpeed: false,
    start(next) {
      setup = next;
      worker ??= startWorker(onFailure);
      void work();
    },
    play() {
      playing = true;
      void work();
    },
    pause() {
      playing = false;
      stepsWanted = 0;
    },
    step() {
      stepsWanted = 1;
      void work();
    },
  };
  return trainer;
}
