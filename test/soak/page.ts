/**
 * Pools under fire in a browser: in the window of a page and in a worker of that page at the same time. Both run this
 * script. It is bundled from the sources, because the public API lets nobody choose the host, whose workers the soak
 * kills, nor the timeout, by which alone a pool in a browser notices a killed worker.
 */
import { uniform } from "../../harness/random.js";
import { detectHost } from "../../src/threads/host.js";
import { openPool } from "../support/open-pool.js";
import { faults } from "./faults.js";
import { fire, type Ground, type Limit } from "./session.js";
import { emptyTally, type Tally } from "./tally.js";

/** The hash of the page's address, as JSON. */
export interface Plan {
  readonly seed: number;
  /** The page reports each time a limit is reached. */
  readonly limits: readonly Limit[];
  /** Seconds without calls after each limit. */
  readonly rest: number;
  /** Title of the injected fault. */
  readonly fault?: string | undefined;
}

/** The page's report of its pools since it was opened. */
export interface Report {
  readonly window: Tally;
  readonly worker: Tally;
  /** Messages of broken promises. */
  readonly errors: readonly string[];
}

/** A call on a killed worker takes this long, or a few times as long. */
const TIMEOUT_SECONDS = 5;
const SECONDS_TO_WAIT = 60;

/** The outcome of one thread since the page was opened. */
interface Outcome {
  readonly tally: Tally;
  readonly error: string | undefined;
}

/** Returns a function that puts pools of this thread under fire up to a limit. */
function soaker({ seed, fault }: Plan): (limit: Limit) => Promise<Outcome> {
  const ground: Ground = {
    host: { ...detectHost(), timeoutSeconds: TIMEOUT_SECONDS },
    open: openPool,
    secondsToWait: SECONDS_TO_WAIT,
  };
  const grounds = [faults.find(({ title }) => title === fault)?.inject(ground) ?? ground];
  const random = uniform(seed);
  const tally = emptyTally();
  return async (limit) => {
    const error = await fire(grounds, random, tally, limit).then(
      () => undefined,
      ({ message }) => message,
    );
    return { tally, error };
  };
}

const plan: Plan = JSON.parse(decodeURIComponent(location.hash.slice(1)));

if (typeof document === "undefined") {
  const soak = soaker({ ...plan, seed: plan.seed + 1 });
  const port = globalThis as unknown as Worker;
  port.onmessage = async ({ data: limit }) => port.postMessage(await soak(limit));
} else {
  const soak = soaker(plan);
  const worker = new Worker(location.href.replace(".html", ".js"), { type: "module" });
  const soakInWorker = (limit: Limit) =>
    new Promise<Outcome>((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(limit);
    });
  for (const limit of plan.limits) {
    const [ofWindow, ofWorker] = await Promise.all([soak(limit), soakInWorker(limit)]);
    const errors = [ofWindow, ofWorker].flatMap(({ error }) => error ?? []);
    const report: Report = { window: ofWindow.tally, worker: ofWorker.tally, errors };
    await fetch("report", { method: "POST", body: JSON.stringify(report) });
    await new Promise((resolve) => setTimeout(resolve, plan.rest * 1000));
  }
}
