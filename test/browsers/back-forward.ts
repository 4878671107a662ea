/** A page that is left while its pool computes, returns from the back-forward cache, and reports. */
import { elu } from "elu-simd";
import { createPool, type Pool } from "elu-simd/threads";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats, placeIn } from "../contract/inputs.js";
import { ALWAYS_SPLIT } from "../contract/pools.js";

export interface BackForwardReport {
  readonly agent: string;
  /** Whether the page returned from the cache. Otherwise the browser has loaded it again. */
  readonly persisted: boolean;
  /** Number of calls in flight when the page was left. */
  readonly inFlight: number;
  readonly threads: number;
  readonly reason: string | undefined;
  /** The errors of calls, in flight or later, that rejected or returned a wrong result. */
  readonly broken: readonly string[];
}

const CALLS = 20;

const x = normalFloats(ALWAYS_SPLIT);
const expected = elu(x);
const calls: Promise<unknown>[] = [];
const broken: string[] = [];
let inFlight = 0;

/** Calls the pool with an array in its memory and with one outside of it, in turn. */
function makeCalls(pool: Pool, pooled: Float32Array): void {
  for (let k = 0; k < CALLS; k++) {
    inFlight++;
    const call = pool.elu(k % 2 === 0 ? x : pooled).then((y) => assertSameBits(y, expected));
    calls.push(call.catch((error) => broken.push(String(error))).finally(() => inFlight--));
  }
}

const pool = await createPool({ threads: 2, capacity: ALWAYS_SPLIT });
const pooled = placeIn(pool, x);
let inFlightWhenLeft = 0;

if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve));
const [{ type }] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
if (type === "back_forward") {
  await report(false);
} else {
  addEventListener("pagehide", () => {
    makeCalls(pool, pooled);
    inFlightWhenLeft = inFlight;
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) void report(true);
  });
  // A page that navigates while it loads is replaced in the history, so that no browser goes back to it.
  setTimeout(() => {
    makeCalls(pool, pooled);
    location.href = `going-back.html${location.search}`;
  });
}

/** Reports when all calls in flight, and further calls made now, are settled. */
async function report(persisted: boolean): Promise<void> {
  await Promise.all(calls);
  makeCalls(pool, pooled);
  await Promise.all(calls);
  const { threads, reason } = pool;
  const { userAgent: agent } = navigator;
  const findings: BackForwardReport = { agent, persisted, inFlight: inFlightWhenLeft, threads, reason, broken };
  await fetch("report", { method: "POST", body: JSON.stringify(findings) });
}
