/** The part of jstat that outcome.ts needs; the package has no types. */
declare module "jstat" {
  const jstat: {
    mean(values: readonly number[]): number;
    /** The standard deviation; that of a sample if `sample` is true. */
    stdev(values: readonly number[], sample: boolean): number;
    studentt: { inv(probability: number, degreesOfFreedom: number): number };
  };
  export default jstat;
}
