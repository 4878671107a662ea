/** Judges an engine by its report: its name, the backends that it runs, and the promises, stored bits among them. */
import type { BackendName } from "elu-simd";
import type { Report } from "./report.js";

export interface Expectation {
  /** What the engine calls itself, so that no suite takes one for another. */
  readonly agent: RegExp;
  /** The backends that cannot be had on it; every other one must run. */
  readonly lacks: readonly BackendName[];
  /** Matches why a pool of two threads has but one; undefined where it has two. */
  readonly oneThread?: RegExp | undefined;
  /** The globals that promises need and it has not; none by default. */
  readonly missingGlobals?: readonly string[];
}

/** All that is not as it should be, in words. */
export function brokenPromises(report: Report, expectation: Expectation): string[] {
  const { agent, lacks, oneThread, missingGlobals = [] } = expectation;
  const broken: string[] = [];
  if (!agent.test(report.agent)) broken.push(`it calls itself ${report.agent}, which is not ${agent}`);
  if (String(report.missingGlobals) !== String(missingGlobals))
    broken.push(`it has no ${report.missingGlobals || "missing globals"}, against expectation`);
  for (const { name: entryPoint, chosen, backends } of report.entryPoints) {
    // Engines with WebAssembly have a compiler, for which the exact JavaScript is fast enough.
    const isChosen = (name: BackendName) => name !== "js-relaxed" || !report.hasWebAssembly;
    const fastest = backends.find((name) => !lacks.includes(name) && isChosen(name));
    if (chosen.name !== fastest) {
      broken.push(`${entryPoint} computes with ${chosen.name}, not ${fastest}: ${chosen.reason}`);
    } else if ((chosen.reason === undefined) !== (chosen.name === backends[0])) {
      broken.push(`${entryPoint} computes with ${chosen.name} and gives as its reason: ${chosen.reason}`);
    }
  }
  for (const { name, entryPoint, missing, broken: found } of report.backends) {
    const where = `${entryPoint}, ${name}`;
    if (missing === undefined && lacks.includes(name)) broken.push(`${where}: is there, against expectation`);
    if (missing !== undefined && !lacks.includes(name)) broken.push(`${where}: is not available: ${missing}`);
    broken.push(...found.map((what) => `${where}: ${what}`));
  }
  const { threads, reason } = report.pool;
  if (oneThread ? threads !== 1 || !oneThread.test(String(reason)) : threads !== 2 || reason !== undefined) {
    broken.push(`elu-simd/threads has ${threads} of 2 threads: ${reason}`);
  }
  broken.push(...report.pool.broken);
  return broken;
}
