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
  let waiting = false;
  let stepsWanted = 0;
  let lastFrame = 0;

  const ask = (request: TrainingRequest) => {
    waiting = true;
    worker?.postMessage(request);
  };

  const frame = (now: number) => {
    const elapsed = Math.min(now - lastFrame, LONGEST_FRAME);
    lastFrame = now;
    if (waiting) return;
    if (setup) {
      stepsWanted = 0;
      ask({ setup, advance: { steps: 0 } });
      setup = undefined;
    } else if (playing && trainer.fullSpeed) {
      ask({ advance: { milliseconds: FULL_FRAME } });
    } else if (playing || stepsWanted > 0) {
      if (playing) stepsWanted += (elapsed / 1000) * WATCHING;
      const steps = Math.ceil(stepsWanted);
      stepsWanted -= steps;
      ask({ advance: { steps } });
    }
  };

  const start = () => {
    const started = startWorker(onFailure);
    started?.addEventListener("message", ({ data }: MessageEvent<DuelStanding>) => {
      waiting = false;
      // A standing from before a restart is outdated.
      if (!setup) onStanding(data);
      requestAnimationFrame(frame);
    });
    return started;
  };

  const trainer: Trainer = {
    fullSpeed: false,
    start(next) {
      setup = next;
      worker ??= start();
      requestAnimationFrame(frame);
    },
    play() {
      playing = true;
      lastFrame = performance.now();
      requestAnimationFrame(frame);
    },
    pause() {
      playing = false;
      stepsWanted = 0;
    },
    step() {
      stepsWanted = 1;
      requestAnimationFrame(frame);
    },
  };
  return trainer;
}
