/**
 * Turns of the event loop. A chain of awaited calls runs in microtasks, and a long call in one of them: until they give
 * the event loop a turn, timers, input and rendering wait.
 */
import { nodeModule } from "./host.js";

/** Milliseconds without a turn after which one is due. */
const LONGEST_WITHOUT_TURN = 20;

/** Floats that are computed between two looks at the clock, which take 50 ns each; a call counts as so many more. */
const FLOATS_PER_LOOK = 2 ** 16;
const FLOATS_PER_CALL = 2 ** 12;

// Taken at import, because tests mock timers and clocks later.
const { MessageChannel = nodeModule("node:worker_threads")?.MessageChannel, setTimeout } = globalThis;
const { Bun } = globalThis as { Bun?: { sleep(milliseconds: number): Promise<void> } };
const clock: { now(): number } = globalThis.performance ?? Date;

/** Milliseconds, from any start. Stands still where a test mocked the clock before this was imported. */
export const now: () => number = clock.now.bind(clock);

let lastTurn = now();
let floatsSinceLook = 0;

/** Whether the event loop should have a turn before the next `floats` floats are computed; true until it has had one. */
export function turnIsDue(floats: number): boolean {
  floatsSinceLook += floats + FLOATS_PER_CALL;
  if (floatsSinceLook < FLOATS_PER_LOOK) return false;
  const isDue = now() - lastTurn >= LONGEST_WITHOUT_TURN;
  if (!isDue) floatsSinceLook = 0;
  return isDue;
}

/** Resolves when the event loop has had a turn. Takes 15 microseconds in Node. */
export async function nextTurn(): Promise<void> {
  await macrotask();
  lastTurn = now();
  floatsSinceLook = 0;
}

/** Of messages, not of timers, which tests mock. */
function macrotask(): Promise<void> | undefined {
  // Bun handles all messages that come of one another before any timer.
  if (Bun) return Bun.sleep(0);
  if (!MessageChannel) return setTimeout && new Promise((resolve) => setTimeout(resolve));
  return new Promise((resolve) => {
    // A channel for each turn: Node handles up to 1,000 messages of one port before any timer.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
