/** What the package promises beside its peers, and whether it holds: ratios of one run, because clock speeds drift. */
import { FORMS } from "./measure.mjs";
import { COPY, ELU_SIMD, ELU_SIMD_RELAXED, PLAIN_LOOP, PYTORCH, TFJS_WASM } from "./peers.mjs";

/** @typedef {import("./measure.mjs").Figure} Figure */
/** @typedef {Pick<Figure, "name" | "form">} Contender */

/**
 * @typedef {object} Rule
 * @property {string} promise
 * @property {Contender} slow
 * @property {Contender} fast
 * @property {(ratio: number) => boolean} holds Judges how many times as long `slow` takes as `fast`.
 */

/** Of a run. @typedef {{ promise: string } & ({ ratio: number, holds: boolean } | { notMeasured: string })} Promised */

/** Of these many floats, which the caches hold. */
const IN_CACHE = 65536;
/** Of at least these many, where memory sets the pace. */
const IN_MEMORY = 8_000_000;

/** The promises about arrays of that length: none for most lengths. @type {(length: number) => Rule[]} */
function rulesFor(length) {
  if (length === IN_CACHE) {
    return [
      faster(resident(ELU_SIMD), resident(TFJS_WASM), 1.5),
      faster(arrays(ELU_SIMD), arrays(TFJS_WASM), 1.5),
      faster(resident(ELU_SIMD), resident(PYTORCH), 1.15),
      faster(resident(ELU_SIMD), arrays(PLAIN_LOOP), 15),
      faster(resident(ELU_SIMD_RELAXED), resident(TFJS_WASM), 2.2),
      faster(arrays(ELU_SIMD_RELAXED), arrays(TFJS_WASM), 2),
      faster(resident(ELU_SIMD_RELAXED), resident(PYTORCH), 1.7),
      faster(resident(ELU_SIMD_RELAXED), arrays(PLAIN_LOOP), 22),
    ];
  }
  if (length >= IN_MEMORY) {
    return [
      notSlower(resident(ELU_SIMD), resident(COPY.name), 2.5),
      notSlower(resident(ELU_SIMD_RELAXED), resident(COPY.name), 1.8),
    ];
  }
  return [];
}

/** @type {(length: number, figures: Figure[], missing: import("./peers.mjs").Missing[]) => Promised[]} */
export function judge(length, figures, missing) {
  /** @type {(contender: Contender) => number} */
  const nsOf = ({ name, form }) =>
    figures.find((figure) => figure.name === name && figure.form === form)?.nsPerFloat ?? Number.NaN;
  return rulesFor(length).map(({ promise, slow, fast, holds }) => {
    const absent = missing.find(({ name }) => name === slow.name || name === fast.name);
    if (absent) return { promise, notMeasured: `${absent.name} did not run here: ${absent.missing}` };
    const ratio = nsOf(slow) / nsOf(fast);
    return { promise, ratio, holds: holds(ratio) };
  });
}

/** @type {(promised: Promised) => string} */
export function promiseLine(promised) {
  if ("notMeasured" in promised) return `not measured  ${promised.promise}: ${promised.notMeasured}`;
  const { promise, ratio, holds } = promised;
  return `${holds ? "holds" : "DOES NOT HOLD"}  ${promise}: ${ratio.toFixed(2)}`;
}

/** @type {(ours: Contender, peer: Contender, times: number) => Rule} */
function faster(ours, peer, times) {
  const promise = `${label(ours)} is at least ${times} times faster than ${label(peer)}`;
  return { promise, slow: peer, fast: ours, holds: (ratio) => ratio >= times };
}

/** @type {(ours: Contender, limit: Contender, times: number) => Rule} */
function notSlower(ours, limit, times) {
  const promise = `${label(ours)} takes at most ${times} times as long as ${label(limit)}`;
  return { promise, slow: ours, fast: limit, holds: (ratio) => ratio <= times };
}

/** @type {(name: string) => Contender} */
function resident(name) {
  return { name, form: "resident" };
}

/** @type {(name: string) => Contender} */
function arrays(name) {
  return { name, form: "arrays" };
}

/** @type {(contender: Contender) => string} */
function label({ name, form }) {
  return `${name} (${FORMS[form]})`;
}
