/** Judges an engine's report: the engine's name, its backends, its threads and all promises. */
import type { BackendName } from "elu-simd";
import type { Report } from "./report.js";

export interface Expectation {
  /** Matches the engine's name for itself, so that no suite runs on a wrong engine. */
  readonly agent: RegExp;
  /** The backends that are not available on the engine; every other backend must run. */
  readonly lacks: readonly BackendName[];
  /** Matches the reason why a pool of two threads has one; undefined if it has two. */
  readonly oneThread?: RegExp | undefined;
  /** The globals that promises need and the engine lacks; none by default. */
  readonly missingGlobals?: readonly string[];
}

/** A sentence for each expectation and promise that is broken. */
export function brokenPromises(report: Report, expectation: Expectation): string[] {
  const { agent, lacks, oneThread, missingGlobals = [] } = expectation;
  const broken: string[] = [];
  if (!agent.test(report.agent)) broken.push(`the engine is ${report.agent}, not ${agent}`);
  if (String(report.missingGlobals) !== String(missingGlobals))
    broken.push(`the missing globals are [${report.missingGlobals}], not [${missingGlobals}]`);
  for (const { name: entryPoint, chosen, backends } of report.entryPoints) {
    // Engines with WebAssembly have a compiler, which makes the exact JavaScript fast enough.
    const isChosen = (name: BackendName) => name !== "js-relaxed" || !report.hasWebAssembly;
    const fastest = backends.find((name) => !lacks.includes(name) && isChosen(name));
    if (chosen.name !== fastest) {
      broken.push(`${entryPoint} computes with ${chosen.name}, not ${fastest}: ${chosen.reason}`);
    } else if ((chosen.reason === undefined) !== (chosen.name === backends[0])) {
      broken.push(`${entryPoint} computes with ${chosen.name}, and reports a wrong reason: ${chosen.reason}`);
    }
  }
  for (const { name, entryPoint, missing, broken: promises } of report.backends) {
    const place = `${entryPoint}, ${name}`;
    if (missing === undefined && lacks.includes(name)) broken.push(`${place}: is available, against expectation`);
    if (missing !== undefined && !lacks.includes(name)) broken.push(`${place}: is not available: ${missing}`);
    broken.push(...promises.map((promise) => `${place}: ${promise}`));
  }
  const { threads, reason } = report.pool;
  if (oneThread ? threads !== 1 || !oneThread.test(String(reason)) : threads !== 2 || reason !== undefined) {
    broken.push(`elu-simd/threads has ${threads} of 2 threads: ${reason}`);
  }
  broken.push(...report.pool.broken);
  return broken;
}
