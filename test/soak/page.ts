/**
 * Pools under fire in a browser: in the window of a page and, at the same time, in a worker of it. One script is the
 * program of both, bundled from the sources: only there can a test choose the host, whose workers it watches, makes throw
 * and kills, and the timeout for one that was killed, which no browser reports.
 */
import { uniform } from "../../harness/random.js";
import { detectHost } from "../../src/threads/host.js";
import { openPool } from "../support/open-pool.js";
import { faults } from "./faults.js";
import { fire, type Ground } from "./session.js";
import { emptyTally, type Tally } from "./tally.js";

/** What the page's address says after #, as JSON. */
export interface Orders {
  readonly seed: number;
  /** For how many seconds, time after time. */
  readonly times: readonly number[];
  /** For how many seconds nothing happens after each. */
  readonly rest: number;
  /** Title of the fault that is injected. */
  readonly fault?: string | undefined;
}

/** What comes of each time. */
export interface Report {
  /** Of all times until then. */
  readonly window: Tally;
  readonly worker: Tally;
  /** Messages of what broke a promise. */
  readonly errors: readonly string[];
}

/** A call that a killed worker held waits so long, or a few times as long. */
const TIMEOUT_SECONDS = 5;
const SECONDS_TO_WAIT = 60;

/** What comes of one thread, in all. */
interface Found {
  readonly tally: Tally;
  readonly error: string | undefined;
}

/** Puts pools of this thread under fire, for so many seconds whenever it is called. */
function soaker({ seed, fault }: Orders): (seconds: number) => Promise<Found> {
  const ground: Ground = {
    host: { ...detectHost(), timeoutSeconds: TIMEOUT_SECONDS },
    open: openPool,
    secondsToWait: SECONDS_TO_WAIT,
  };
  const grounds = [faults.find(({ title }) => title === fault)?.inject(ground) ?? ground];
  const random = uniform(seed);
  const tally = emptyTally();
  return async (seconds) => {
    const error = await fire(grounds, random, tally, seconds).then(
      () => undefined,
      ({ message }) => message,
    );
    return { tally, error };
  };
}

const orders: Orders = JSON.parse(decodeURIComponent(location.hash.slice(1)));

if (typeof document === "undefined") {
  const soak = soaker({ ...orders, seed: orders.seed + 1 });
  const port = globalThis as unknown as Worker;
  port.onmessage = async ({ data: seconds }) => port.postMessage(await soak(seconds));
} else {
  const soak = soaker(orders);
  const worker = new Worker(location.href.replace(".html", ".js"), { type: "module" });
  const soakInWorker = (seconds: number) =>
    new Promise<Found>((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(seconds);
    });
  for (const seconds of orders.times) {
    const [here, there] = await Promise.all([soak(seconds), soakInWorker(seconds)]);
    const errors = [here, there].flatMap(({ error }) => error ?? []);
    const report: Report = { window: here.tally, worker: there.tally, errors };
    await fetch("report", { method: "POST", body: JSON.stringify(report) });
    await new Promise((resolve) => setTimeout(resolve, orders.rest * 1000));
  }
}
