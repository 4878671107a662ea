/** A page that is left while its pool computes, comes back from where browsers keep such pages, and reports. */
import { elu } from "elu-simd";
import { createPool, type Pool } from "elu-simd/threads";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats, placeIn } from "../contract/inputs.js";
import { ALWAYS_SPLIT } from "../contract/pools.js";

export interface BackForwardReport {
  readonly agent: string;
  /** Whether this is the page that was left, and not one that was loaded anew. */
  readonly persisted: boolean;
  /** Calls that were not done when the page was left. */
  readonly inFlight: number;
  readonly threads: number;
  readonly reason: string | undefined;
  /** What came of calls, in flight or made afterwards, that did not give the right result. */
  readonly broken: readonly string[];
}

const CALLS = 20;

const x = normalFloats(ALWAYS_SPLIT);
const expected = elu(x);
const calls: Promise<unknown>[] = [];
const broken: string[] = [];
let inFlight = 0;

/** Calls on arrays in the memory of the pool, and elsewhere. */
function makeCalls(pool: Pool, resident: Float32Array): void {
  for (let k = 0; k < CALLS; k++) {
    inFlight++;
    const call = pool.elu(k % 2 === 0 ? x : resident).then((y) => assertSameBits(y, expected));
    calls.push(call.catch((error) => broken.push(String(error))).finally(() => inFlight--));
  }
}

const pool = await createPool({ threads: 2, capacity: ALWAYS_SPLIT });
const resident = placeIn(pool, x);
let atLeaving = 0;

if (document.readyState !== "complete") await new Promise((resolve) => addEventListener("load", resolve));
const [{ type }] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
if (type === "back_forward") {
  await report(false);
} else {
  addEventListener("pagehide", () => {
    makeCalls(pool, resident);
    atLeaving = inFlight;
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) void report(true);
  });
  // A page that leads on while it loads is no place to come back to.
  setTimeout(() => {
    makeCalls(pool, resident);
    location.href = `going-back.html${location.search}`;
  });
}

/** Once all calls that were in flight are settled, and more that are made now. */
async function report(persisted: boolean): Promise<void> {
  await Promise.all(calls);
  makeCalls(pool, resident);
  await Promise.all(calls);
  const { threads, reason } = pool;
  const { userAgent: agent } = navigator;
  const found: BackForwardReport = { agent, persisted, inFlight: atLeaving, threads, reason, broken };
  await fetch("report", { method: "POST", body: JSON.stringify(found) });
}
