/** Keeps the training worker busy: frame by frame, one request at a time, and none that the page cannot keep up with. */
import { wordsOf } from "../failure.js";
import { startWorker } from "../job.js";
import type { TrainingRequest } from "../messages.js";
import type { DuelStanding } from "./duel.js";
import type { DuelSetup } from "./setup.js";

/** Steps a second at which one can watch the boundary form. */
const WATCHING = 120;

/** What a request may take at full speed, in milliseconds. */
const FULL_FRAME = 24;

/** A frame that comes later than this, in milliseconds, makes up for no more of them. */
const LONGEST_FRAME = 100;

export interface Trainer {
  /** Begins anew, and goes on playing where it did. */
  start(setup: DuelSetup): void;
  play(): void;
  pause(): void;
  /** One step, where it does not play. */
  step(): void;
  /** Whether playing takes as many steps as can be done, and not as many as can be watched. */
  fullSpeed: boolean;
}

/** `onStanding` is told where the networks stand, after a start with step 0 first. */
export function createTrainer(onStanding: (standing: DuelStanding) => void, onError: (words: string) => void): Trainer {
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

  /** undefined where none can be had. */
  const start = () => {
    try {
      const started = startWorker();
      started.addEventListener("message", ({ data }: MessageEvent<DuelStanding>) => {
        waiting = false;
        // Where a start is waiting, this standing is of no interest any more.
        if (!setup) onStanding(data);
        requestAnimationFrame(frame);
      });
      started.addEventListener("error", ({ message }) => onError(message || "The worker could not be loaded."));
      return started;
    } catch (error) {
      onError(wordsOf(error));
      return undefined;
    }
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
