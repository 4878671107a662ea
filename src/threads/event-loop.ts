/**
 * Turns of the event loop. Calls that are awaited one after the other run in microtasks, without a turn between them:
 * timers, input and rendering wait until a call yields.
 */
import { nodeModule } from "./host.js";

/** After this many milliseconds without a turn, a turn is due. */
const LONGEST_WITHOUT_TURN = 20;

/** Milliseconds after which a turn ends without its message. Short timers would run before any message in Node. */
const LOST_AFTER = 100;

/** Floats computed between two readings of the clock, which take 50 ns each. */
const FLOATS_PER_READING = 2 ** 16;
/** The overhead of a call, in floats that are computed in the same time. */
const FLOATS_PER_CALL = 2 ** 12;

// Read at import, because tests mock timers and clocks later.
const { MessageChannel = nodeModule("node:worker_threads")?.MessageChannel, setTimeout, clearTimeout } = globalThis;
const { Bun } = globalThis as { Bun?: { sleep(milliseconds: number): Promise<void> } };
const clock: { now(): number } = globalThis.performance ?? Date;

/** Milliseconds from an arbitrary start. Stands still if a test mocked the clock before this import. */
export const now: () => number = clock.now.bind(clock);

let lastTurn = now();
let floatsSinceReading = 0;

/** Whether to yield to the event loop before computing `floats` more floats. Stays true until {@link nextTurn}. */
export function turnIsDue(floats: number): boolean {
  floatsSinceReading += floats + FLOATS_PER_CALL;
  if (floatsSinceReading < FLOATS_PER_READING) return false;
  const isDue = now() - lastTurn >= LONGEST_WITHOUT_TURN;
  if (!isDue) floatsSinceReading = 0;
  return isDue;
}

/** Yields: resolves after a turn of the event loop, 15 microseconds later in Node. */
export async function nextTurn(): Promise<void> {
  await macrotask();
  lastTurn = now();
  floatsSinceReading = 0;
}

/**
 * Resolves in a later task of the event loop: at a message, because tests mock timers, or else at a timer, because
 * WebKit loses messages of a page in its back-forward cache.
 */
function macrotask(): Promise<void> | undefined {
  // Bun handles messages that are sent by handlers of messages before all timers.
  if (Bun) return Bun.sleep(0);
  if (!MessageChannel) return setTimeout && new Promise((resolve) => setTimeout(resolve));
  return new Promise((resolve) => {
    // A new channel for each turn: Node handles up to 1,000 messages of one port before any timer.
    const { port1, port2 } = new MessageChannel();
    const end = () => {
      clearTimeout?.(timer);
      port1.close();
      resolve();
    };
    const timer = setTimeout?.(end, LOST_AFTER);
    port1.onmessage = end;
    port2.postMessage(undefined);
  });
}
