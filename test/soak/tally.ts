/** What has happened under fire. */
export interface Tally {
  pools: number;
  /** What these have had of memory, together. */
  bytes: number;
  /** How many calls there were, and how many of them each way in which they may end. */
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

/** What is missing: answers to calls, or a part of the fire. */
export function missingIn(tally: Tally): string[] {
  const { calls, right, killed, thrown, detached, closed, kills } = tally;
  const lost = calls - (right + killed + thrown + detached + closed);
  const never = Object.entries({ right, thrown, detached, closed, kills }).filter(([, count]) => count === 0);
  return [...(lost === 0 ? [] : [`${lost} calls are lost`]), ...never.map(([name]) => `nothing counts as ${name}`)];
}
