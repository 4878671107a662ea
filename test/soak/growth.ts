/** What is in use with no pool open, each by its name. */
export type Use = Readonly<Record<string, number>>;

/** What has grown by more than its bound. */
export function grown(before: Use, after: Use, bounds: Use): string[] {
  return Object.entries(bounds)
    .filter(([name, bound]) => !(after[name] - before[name] <= bound))
    .map(([name]) => `${name} has grown from ${before[name]} to ${after[name]}`);
}
