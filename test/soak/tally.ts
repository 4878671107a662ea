/** Counts of the events under fire, and the resources in use afterwards. */
export interface Tally {
  pools: number;
  /** Bytes of memory of all pools. */
  bytes: number;
  /** Number of calls, and of those that ended in each way. */
  calls: number;
  right: number;
  /** Calls lost to a worker that was terminated, and to one that threw. */
  killed: number;
  thrown: number;
  detached: number;
  closed: number;
  /** Workers that were terminated. */
  kills: number;
}

export function emptyTally(): Tally {
  return { pools: 0, bytes: 0, calls: 0, right: 0, killed: 0, thrown: 0, detached: 0, closed: 0, kills: 0 };
}

/** Complaints about calls that never ended, and about events that never happened. */
export function missingIn(tally: Tally): string[] {
  const { calls, right, killed, thrown, detached, closed, kills } = tally;
  const lost = calls - (right + killed + thrown + detached + closed);
  const never = Object.entries({ right, thrown, detached, closed, kills }).filter(([, count]) => count === 0);
  return [...(lost === 0 ? [] : [`${lost} calls are lost`]), ...never.map(([name]) => `nothing counts as ${name}`)];
}

/** Amount of each resource in use while no pool is open. */
export type Use = Readonly<Record<string, number>>;

/** Complaints about each resource that has grown by more than its bound. */
export function grown(before: Use, after: Use, bounds: Use): string[] {
  return Object.entries(bounds)
    .filter(([name, bound]) => !(after[name] - before[name] <= bound))
    .map(([name]) => `${name} has grown from ${before[name]} to ${after[name]}`);
}
