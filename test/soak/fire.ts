/** Pools under fire, one after the other and several at the same time, on any engine. */
import { type Ground, Session } from "./session.js";
import type { Tally } from "./tally.js";

/** Pools that are under fire at the same time. */
const AT_ONCE = 3;

/** Opens, uses and closes pools, on one of these grounds each, for so long. Rejects where a pool breaks a promise. */
export async function fire(
  grounds: readonly Ground[],
  random: () => number,
  tally: Tally,
  seconds: number,
): Promise<void> {
  let end = Date.now() + 1000 * seconds;
  const one = async () => {
    while (Date.now() < end) {
      const session = await Session.open(grounds[Math.floor(random() * grounds.length)], random, tally);
      await session.run();
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  } finally {
    end = 0;
  }
}
