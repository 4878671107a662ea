/**
 * The promises about speed, and whether they hold: how many times as fast one candidate is as another in the same run,
 * because the clock speed of machines drifts. Each is what the code keeps today, not an aim.
 */
import pc from "picocolors";
import { COPY, RELU } from "./baselines.js";

/** One candidate at one length. */
export interface Figure {
  readonly name: string;
  readonly nsPerFloat: number;
  /** The name of the candidate that it is compared with, or its own. */
  readonly baseline: string;
}

export interface Verdict {
  readonly promise: string;
  readonly ratio: number;
  readonly holds: boolean;
}

export interface SpeedPromise {
  /** A candidate, or all candidates that match. */
  readonly ours: string | RegExp;
  /** By default each candidate's own baseline. */
  readonly other?: string;
  /** At least. */
  readonly timesAsFast: number;
  /** On Node 20, where its V8 compiles either to other code. */
  readonly onNode20?: number;
  /** The shortest and the longest arrays, in floats. */
  readonly floats: readonly [from: number, to: number];
}

export type BenchName = "default" | "threads" | "peers" | "tfjs" | "browsers" | "hermes" | "quickjs" | "javascript";

/** Peers, followed by a form: resident, or arrays in and out. */
export const ELU_SIMD = "elu-simd";
export const ELU_SIMD_RELAXED = "elu-simd/relaxed";
export const TFJS_WASM = "TensorFlow.js, wasm backend";
export const PYTORCH = "PyTorch, native";
export const PLAIN_LOOP = "plain loop, Math.expm1";

/** Of TensorFlow.js: two kernels beside one gradient that is composed of more operations. */
export const BOTH_FOR_GRADIENT = "forward and gradient of elu(x, 0.3), beside the composed gradient alone";

const ANY = [1, Infinity] as const;
const IN_CACHE = [65_536, 65_536] as const;
/** Where the speed of memory is the limit. */
const IN_MEMORY = [8_000_000, Infinity] as const;

/** Functions beside ELU with alpha 1, whose time they take at most `timesAsLong`. */
const besideElu = (ours: RegExp, timesAsLong: number): SpeedPromise => {
  return { ours, other: "elu, resident", timesAsFast: 1 / timesAsLong, floats: IN_CACHE };
};

export const SPEED_PROMISES: Readonly<Record<BenchName, readonly SpeedPromise[]>> = {
  default: [
    // A call costs 36 to 70 ns before it computes a float, and the loop 8 to 47 for one.
    { ours: "elu, with out", other: "elu, plain loop", timesAsFast: 0.3, floats: [1, 11] },
    { ours: "elu, with out", other: "elu, plain loop", timesAsFast: 1, floats: [12, 256] },
    { ours: "elu, with out", other: "elu, resident", timesAsFast: 1 / 1.5, floats: [4096, 65_536] },
    { ours: "elu, resident", other: "elu, plain loop", timesAsFast: 14.5, onNode20: 15, floats: IN_CACHE },
    { ours: "elu, relaxed, resident", other: "elu, plain loop", timesAsFast: 22, floats: IN_CACHE },
    // What a copy takes beside it depends on the memory alone, 0.18 to 0.44 ns.
    { ours: "elu, resident", other: COPY, timesAsFast: 1 / 3, floats: IN_MEMORY },
    { ours: "elu, relaxed, resident", other: COPY, timesAsFast: 1 / 2.1, floats: IN_MEMORY },
    besideElu(/^elu, alpha 0\.3, resident$/, 1.25),
    besideElu(/^(elu, alpha 2|selu), resident$/, 1.55),
    besideElu(/^celu, alpha 2, resident$/, 1.85),
    besideElu(/^s?eluBackward(, alpha 0\.3)?, resident$/, 1.75),
    besideElu(/^celuBackward, alpha 2, resident$/, 2.2),
    besideElu(/^eluBackward from output, resident$/, 0.9),
    besideElu(/^seluBackward from output, resident$/, 1.2),
    { ours: /, js backend$/, timesAsFast: 1, floats: IN_CACHE },
  ],
  threads: [
    { ours: /threads/, timesAsFast: 0.95, floats: ANY },
    { ours: "2 threads, resident", timesAsFast: 1.7, other: "1 thread, resident", floats: [1e6, Infinity] },
    { ours: "2 threads, relaxed, resident", other: RELU, timesAsFast: 1 / 1.1, floats: [8_388_608, 8_388_608] },
  ],
  peers: [
    peer(ELU_SIMD, "resident", TFJS_WASM, 1.6, 1.2),
    peer(ELU_SIMD_RELAXED, "resident", TFJS_WASM, 2.6, 1.5),
    peer(ELU_SIMD, "arrays in and out", TFJS_WASM, 1.5),
    peer(ELU_SIMD_RELAXED, "arrays in and out", TFJS_WASM, 2, 1.8),
    peer(ELU_SIMD, "resident", PYTORCH, 1.15),
    peer(ELU_SIMD_RELAXED, "resident", PYTORCH, 1.7, 1.6),
    peer(ELU_SIMD, "selu, resident", TFJS_WASM, 8, 12),
    peer(ELU_SIMD_RELAXED, "selu, resident", TFJS_WASM, 8, 12),
    { ...peer(ELU_SIMD, "resident", PLAIN_LOOP, 14.5, 15), other: `${PLAIN_LOOP}, arrays in and out` },
    { ...peer(ELU_SIMD_RELAXED, "resident", PLAIN_LOOP, 22), other: `${PLAIN_LOOP}, arrays in and out` },
  ],
  tfjs: [
    tfjs("cpu: tf.elu(x)", 5),
    tfjs("wasm: tf.elu(x)", 1.15),
    tfjs("wasm: elu(x, 0.3)", 4),
    tfjs("wasm: tf.selu(x)", 7),
    tfjs(`wasm: ${BOTH_FOR_GRADIENT}`, 4),
  ],
  browsers: [
    { ours: "elu, resident", timesAsFast: 13, floats: IN_CACHE },
    { ours: "elu, with out", timesAsFast: 10, floats: IN_CACHE },
    { ours: /^s?elu(, alpha 0\.3)?, js backend$/, timesAsFast: 1.6, floats: IN_CACHE },
    { ours: /^[sc]?elu.*, resident$/, timesAsFast: 5, floats: IN_CACHE },
  ],
  // Without a compiler, beside a loop that calls the engine's own Math.expm1, the exact kernels cannot be as fast.
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

/** How often a bench measures before a promise counts as broken: another program may have slowed it down. */
const ATTEMPTS = 3;

/** Measures again until each promise has held once. Returns the last figures. */
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
 * The promises about arrays of that length, where both candidates were measured; `slack` is the share by which they may
 * fall short.
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

/** Prints a line, or the promises that do not hold and what to do; then the program exits with 1. */
export function report(verdicts: readonly Verdict[]): void {
  const broken = verdicts.filter(({ holds }) => !holds);
  if (broken.length === 0) {
    console.log(`${pc.green("✓")} all measured promises about speed hold (${verdicts.length})`);
    return;
  }
  console.log(`${pc.red("✗")} ${broken.length} of ${verdicts.length} promises about speed do not hold:`);
  for (const { promise, ratio } of broken) console.log(`  ${promise}; here ${ratio.toFixed(2)}`);
  console.log(`Other programs slow the candidates down: close them and run again. On a machine that is never idle, --slack
0.15 lets promises fall short by 15 %. A promise that falls short on an idle machine is a regression.`);
  process.exitCode = 1;
}

/** A length for a title. */
export function floats(length: number): string {
  return `${length.toLocaleString("en")} ${length === 1 ? "float" : "floats"}`;
}
