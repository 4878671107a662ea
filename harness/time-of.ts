/** Microseconds of one run, of many that take so many milliseconds: a clock may tell no more than these. */
export function timeOf(milliseconds: number, clock: () => number, run: () => void): number {
  const start = clock();
  for (let runs = 1; ; runs++) {
    run();
    const passed = clock() - start;
    if (passed >= milliseconds) return (1000 * passed) / runs;
  }
}
