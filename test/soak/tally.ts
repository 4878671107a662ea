/** What has happened under fire, and what it has left behind. */
export interface Tally {
  pools: number;
  /** The sum of their memory. */
  bytes: number;
  /** How many calls there were, and how many of them ended in each way. */
  calls: number;
  right: number;
  /** Lost to a worker that was ended from outside, and to one that has thrown. */
  killed: number;
  thrown: number;
  detached: number;
  closed: number;
  /** Workers that were ended. */
  kills: number;
}

export function emptyTally(): Tally {
  return { pools: 0, bytes: 0, calls: 0, right: 0, killed: 0, thrown: 0, detached: 0, closed: 0, kills: 0 };
}

/** What is missing: answers to calls, or a kind of fire. */
export function missingIn(tally: Tally): string[] {
  const { calls, right, killed, thrown, detached, closed, kills } = tally;
  const lost = calls - (right + killed + thrown + detached + closed);
  const never = Object.entries({ right, thrown, detached, closed, kills }).filter(([, count]) => count === 0);
  return [...(lost === 0 ? [] : [`${lost} calls are lost`]), ...never.map(([name]) => `nothing counts as ${name}`)];
}

/** What is in use with no pool open, each by its name. */
export type Use = Readonly<Record<string, number>>;

/** What has grown by more than its bound. */
export function grown(before: Use, after: Use, bounds: Use): string[] {
  return Object.entries(bounds)
    .filter(([name, bound]) => !(after[name] - before[name] <= bound))
    .map(([name]) => `${name} has grown from ${before[name]} to ${after[name]}`);
}
