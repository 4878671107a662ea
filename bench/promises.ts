/**
 * The promises about speed, and the check whether they hold. A promise is a ratio of two candidates in the same run,
 * because the clock speed of machines drifts. It states the speed of today's code, not an aim.
 */
import pc from "picocolors";
import { COPY, RELU } from "./baselines.js";

/** One candidate at one length. */
export interface Figure {
  readonly name: string;
  readonly nsPerFloat: number;
  /** The name of the candidate to compare with; a baseline has its own name. */
  readonly baseline: string;
}

export interface Verdict {
  readonly promise: string;
  readonly ratio: number;
  readonly holds: boolean;
}

export interface SpeedPromise {
  /** The name of a candidate, or a pattern that matches several. */
  readonly ours: string | RegExp;
  /** The name of the other candidate, by default the baseline. */
  readonly other?: string;
  /** The smallest ratio of the speeds. */
  readonly timesAsFast: number;
  /** The ratio on Node 20, whose V8 compiles one of them to different code. */
  readonly onNode20?: number;
  /** The shortest and the longest arrays, in floats. */
  readonly floats: readonly [from: number, to: number];
}

export type BenchName = "default" | "threads" | "peers" | "tfjs" | "browsers" | "hermes" | "quickjs" | "javascript";

/** Names of peers. Names of figures add the form: in place, or copied. */
export const ELU_SIMD = "elu-simd";
export const ELU_SIMD_RELAXED = "elu-simd/relaxed";
export const TFJS_WASM = "TensorFlow.js, wasm backend";
export const PYTORCH = "PyTorch, native";
export const PLAIN_LOOP = "plain loop, Math.expm1";

/** For TensorFlow.js: two kernels compared with one gradient, which is composed of several operations. */
export const BOTH_FOR_GRADIENT = "forward and gradient of elu(x, 0.3), against the composed gradient alone";

const ANY = [1, Infinity] as const;
const IN_CACHE = [65_536, 65_536] as const;
/** Arrays for which the speed of memory is the limit. */
const IN_MEMORY = [8_000_000, Infinity] as const;

/** A promise that functions take at most `timesAsLong` the time of ELU with alpha 1. */
const comparedWithElu = (ours: RegExp, timesAsLong: number): SpeedPromise => {
  return { ours, other: "elu, in place", timesAsFast: 1 / timesAsLong, floats: IN_CACHE };
};

export const SPEED_PROMISES: Readonly<Record<BenchName, readonly SpeedPromise[]>> = {
  default: [
    // A call costs 36 to 70 ns before it computes a float; the loop takes 8 to 47 ns for one float.
    { ours: "elu, copied", other: "elu, plain loop", timesAsFast: 0.3, floats: [1, 11] },
    { ours: "elu, copied", other: "elu, plain loop", timesAsFast: 1, floats: [12, 256] },
    { ours: "elu, copied", other: "elu, in place", timesAsFast: 1 / 1.5, floats: [4096, 65_536] },
    { ours: "elu, in place", other: "elu, plain loop", timesAsFast: 14.5, onNode20: 15, floats: IN_CACHE },
    { ours: "elu, relaxed, in place", other: "elu, plain loop", timesAsFast: 22, floats: IN_CACHE },
    // The time of a copy depends on the memory alone: 0.18 to 0.44 ns per float.
    { ours: "elu, in place", other: COPY, timesAsFast: 1 / 3, floats: IN_MEMORY },
    { ours: "elu, relaxed, in place", other: COPY, timesAsFast: 1 / 2.1, floats: IN_MEMORY },
    comparedWithElu(/^elu, alpha 0\.3, in place$/, 1.25),
    comparedWithElu(/^(elu, alpha 2|selu), in place$/, 1.55),
    comparedWithElu(/^celu, alpha 2, in place$/, 1.85),
    comparedWithElu(/^s?eluBackward(, alpha 0\.3)?, in place$/, 1.75),
    comparedWithElu(/^celuBackward, alpha 2, in place$/, 2.2),
    comparedWithElu(/^eluBackward from output, in place$/, 0.9),
    comparedWithElu(/^seluBackward from output, in place$/, 1.2),
    comparedWithElu(/^celuBackward from output, alpha 2, in place$/, 1.2),
    comparedWithElu(/^elu, exact, in place$/, 4),
    { ours: /, js backend$/, timesAsFast: 1, floats: IN_CACHE },
  ],
  threads: [
    { ours: /threads/, timesAsFast: 0.95, floats: ANY },
    { ours: "2 threads, in place", timesAsFast: 1.7, other: "1 thread, in place", floats: [1e6, Infinity] },
    { ours: "2 threads, relaxed, in place", other: RELU, timesAsFast: 1 / 1.1, floats: [8_388_608, 8_388_608] },
  ],
  peers: [
    peer(ELU_SIMD, "in place", TFJS_WASM, 1.6, 1.2),
    peer(ELU_SIMD_RELAXED, "in place", TFJS_WASM, 2.6, 1.5),
    peer(ELU_SIMD, "copied", TFJS_WASM, 1.5),
    peer(ELU_SIMD_RELAXED, "copied", TFJS_WASM, 2, 1.8),
    peer(ELU_SIMD, "in place", PYTORCH, 1.15),
    peer(ELU_SIMD_RELAXED, "in place", PYTORCH, 1.7, 1.6),
    peer(ELU_SIMD, "selu, in place", TFJS_WASM, 8, 12),
    peer(ELU_SIMD_RELAXED, "selu, in place", TFJS_WASM, 8, 12),
    { ...peer(ELU_SIMD, "in place", PLAIN_LOOP, 14.5, 15), other: `${PLAIN_LOOP}, copied` },
    { ...peer(ELU_SIMD_RELAXED, "in place", PLAIN_LOOP, 22), other: `${PLAIN_LOOP}, copied` },
  ],
  tfjs: [
    tfjs("cpu: tf.elu(x)", 5),
    tfjs("wasm: tf.elu(x)", 1.15),
    tfjs("wasm: elu(x, 0.3)", 4),
    tfjs("wasm: tf.selu(x)", 7),
    tfjs(`wasm: ${BOTH_FOR_GRADIENT}`, 4),
  ],
  browsers: [
    { ours: "elu, in place", timesAsFast: 13, floats: IN_CACHE },
    { ours: "elu, copied", timesAsFast: 10, floats: IN_CACHE },
    { ours: /^s?elu(, alpha 0\.3)?, js backend$/, timesAsFast: 1.6, floats: IN_CACHE },
    { ours: /^[sc]?elu.*(?<!exact), in place$/, timesAsFast: 5, floats: IN_CACHE },
  ],
  // Hermes interprets the exact kernels, but runs the loop's Math.expm1 as native code, so the kernels are slower.
  hermes: [
    { ours: /^elu(, alpha 0\.3)?, elu-simd$/, timesAsFast: 0.35, floats: ANY },
    { ours: /^elu(, alpha 0\.3)?, elu-simd\/relaxed$/, timesAsFast: 0.75, floats: ANY },
  ],
  quickjs: [],
  javascript: [
    { ours: /^(elu(, alpha 0\.3)?|selu), js backend$/, timesAsFast: 2, floats: IN_CACHE },
    { ours: /^[sc]?eluBackward.*, js backend$/, timesAsFast: 1.6, floats: IN_CACHE },
  ],
};

function peer(name: string, form: string, other: string, timesAsFast: number, onNode20 = timesAsFast): SpeedPromise {
  return { ours: `${name}, ${form}`, other: `${other}, ${form}`, timesAsFast, onNode20, floats: IN_CACHE };
}

function tfjs(operation: string, timesAsFast: number): SpeedPromise {
  return { ours: `${operation}, registered`, timesAsFast, floats: IN_CACHE };
}

/** Measurements before a promise counts as broken: another program may have slowed one down. */
const ATTEMPTS = 5;

/** Measures until each promise has held once, or ATTEMPTS times. Returns the last figures. */
export async function measureUntilHeld<Found extends Figure>(
  bench: BenchName,
  length: number,
  slack: number,
  measure: () => Promise<Found[]>,
): Promise<{ figures: Found[]; verdicts: Verdict[] }> {
  const kept = new Map<string, Verdict>();
  for (let attempt = 1; ; attempt++) {
    const figures = await measure();
    const verdicts = judge(bench, length, figures, slack).map((verdict) => kept.get(verdict.promise) ?? verdict);
    if (attempt === ATTEMPTS || verdicts.every(({ holds }) => holds)) return { figures, verdicts };
    for (const verdict of verdicts) if (verdict.holds) kept.set(verdict.promise, verdict);
  }
}

/**
 * Judges the promises about arrays of this length whose two candidates were measured. `slack` is the share by which
 * figures may fall short.
 */
function judge(bench: BenchName, length: number, figures: readonly Figure[], slack: number): Verdict[] {
  const onNode20 = process.version.startsWith("v20.");
  const verdicts: Verdict[] = [];
  for (const promised of SPEED_PROMISES[bench]) {
    const {
      ours,
      floats: [from, to],
    } = promised;
    if (length < from || to < length) continue;
    const times = (onNode20 && promised.onNode20) || promised.timesAsFast;
    for (const { name, baseline, nsPerFloat } of figures) {
      const other = promised.other ?? baseline;
      const otherFigure = figures.find((figure) => figure.name === other);
      if (!otherFigure || name === other || !(typeof ours === "string" ? name === ours : ours.test(name))) continue;
      const ratio = otherFigure.nsPerFloat / nsPerFloat;
      const promise = `${name}: at least ${Number(times.toFixed(2))} times as fast as ${other}, ${floats(length)}`;
      verdicts.push({ promise, ratio, holds: ratio >= times * (1 - slack) });
    }
  }
  return verdicts;
}

/** Prints one line if all promises hold. Otherwise prints the others and advice, and makes the program exit with 1. */
export function report(verdicts: readonly Verdict[]): void {
  const broken = verdicts.filter(({ holds }) => !holds);
  if (broken.length === 0) {
    console.log(`${pc.green("✓")} all measured promises about speed hold (${verdicts.length})`);
    return;
  }
  console.log(`${pc.red("✗")} ${broken.length} of ${verdicts.length} promises about speed do not hold:`);
  for (const { promise, ratio } of broken) console.log(`  ${promise}; here ${ratio.toFixed(2)}`);
  console.log(`Other programs slow the candidates down: close them and run again. On a machine that is never idle,
--slack 0.15 lets promises fall short by 15 %. A promise that falls short on an idle machine is a regression.`);
  process.exitCode = 1;
}

/** Formats a length for a title. */
export function floats(length: number): string {
  return `${length.toLocaleString("en")} ${length === 1 ? "float" : "floats"}`;
}
