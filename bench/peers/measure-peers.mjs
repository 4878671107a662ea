/** Measures the peers: how fast each computes ELU, how exactly, how soon, and what it takes to install. */
import { ELU_SIMD, ELU_SIMD_RELAXED, PLAIN_LOOP } from "../../build/bench/promises.js";
import { floatsPerRun } from "../../build/bench/windows.js";
import { median } from "../../build/harness/median.js";
import { normal } from "../../build/harness/random.js";
import { ELU, SELU } from "../../build/proof/reference/family.js";
import { ulpError } from "../../build/proof/reference/ulp.js";
import { installedSize, ownSize } from "./installed.mjs";
import { COPY, PEERS, start } from "./peers.mjs";

/** @typedef {import("./peers.mjs").Peer} Peer */
/** @typedef {import("./peers.mjs").Started} Started */
/** @typedef {import("./peers.mjs").Missing} Missing */

/** SELU comes in one form. All others are of ELU. */
export const FORMS = { resident: "resident", selu: "selu, resident", arrays: "arrays in and out" };

/** @typedef {keyof typeof FORMS} FormName */

/**
 * @typedef {object} Effort
 * @property {number} warmup In milliseconds, for each peer in each form.
 * @property {number} rounds
 * @property {number} milliseconds Of each round, likewise.
 * @property {number} processes Started one after another, for the time to the first result.
 */

/**
 * One peer in one form.
 *
 * @typedef {object} Figure
 * @property {string} name Of the peer and its form.
 * @property {string} baseline The same: it has none.
 * @property {string} peer
 * @property {string | undefined} version
 * @property {FormName} form
 * @property {number} nsPerFloat The median of the rounds.
 * @property {number} fastest The fastest round, ns per float.
 * @property {number} slowest
 * @property {number} timesEluSimd Times as long as elu-simd takes in the same form.
 * @property {number | undefined} fasterThanPlainLoop Undefined for SELU: the plain loop computes ELU.
 * @property {number | undefined} largestUlp Undefined for a limit, which computes no ELU.
 */

/**
 * @typedef {object} Cost
 * @property {string} name
 * @property {string | undefined} version
 * @property {number} firstResultMilliseconds From import, in a fresh process.
 * @property {import("./installed.mjs").Size | undefined} installed
 */

/** @type {(effort: Effort) => Promise<{ costs: Cost[], missing: Missing[] }>} */
export async function measureCosts({ processes }) {
  /** @type {Cost[]} */
  const costs = [];
  /** @type {Missing[]} */
  const missing = [];
  for (const peer of PEERS) {
    const times = [];
    let version = "";
    for (let i = 0; i < processes; i++) {
      const started = await start(peer);
      if ("missing" in started) {
        missing.push(started);
        break;
      }
      started.process.stop();
      times.push(started.process.hello.firstResultMilliseconds);
      version = started.version ?? "";
    }
    if (times.length === 0) continue;
    const { name } = peer;
    costs.push({
      name,
      version: version || undefined,
      firstResultMilliseconds: median(times),
      installed: sizeOf(peer),
    });
  }
  return { costs, missing };
}

/** @type {(peer: Peer) => import("./installed.mjs").Size | undefined} */
function sizeOf({ name, packages }) {
  if (name === ELU_SIMD || name === ELU_SIMD_RELAXED) return ownSize();
  return packages.length > 0 ? installedSize(packages) : undefined;
}

/**
 * The peers in turns, round after round, because the clock speed of a machine drifts: what is slow for a moment is slow
 * for all of them. Adds to `missing` who started, and yet cannot compute arrays as long as these.
 *
 * @type {(length: number, effort: Effort, missing: Missing[]) => Promise<Figure[]>}
 */
export async function measureSpeeds(length, { warmup, rounds, milliseconds }, missing) {
  const input = Float32Array.from({ length: floatsPerRun(length) }, normal(1));
  const contestants = [];
  for (const peer of [...PEERS, COPY].filter(({ name }) => missing.every((one) => one.name !== name))) {
    const started = await start(peer);
    if ("missing" in started) missing.push(started);
    else contestants.push(...(await prepare(started, input, length, missing)));
  }

  for (const { process, form } of contestants) await process.time(form, warmup);
  for (let round = 0; round < rounds; round++) {
    for (const { process, form, times } of contestants) times.push(await process.time(form, milliseconds));
  }

  /** @type {Omit<Figure, "timesEluSimd" | "fasterThanPlainLoop">[]} */
  const measured = [];
  for (const { name, version, process, form, times } of contestants) {
    const largestUlp = name === COPY.name ? undefined : largestError(form, input, await process.result(form));
    const [nsPerFloat, fastest, slowest] = [median(times), Math.min(...times), Math.max(...times)].map(
      (milliseconds) => (milliseconds * 1e6) / input.length,
    );
    const full = `${name}, ${FORMS[form]}`;
    measured.push({ name: full, baseline: full, peer: name, version, form, nsPerFloat, fastest, slowest, largestUlp });
  }
  for (const { process } of contestants) process.stop();

  /** @type {(peer: string, form: FormName) => number} */
  const nsOf = (peer, form) => measured.find((one) => one.peer === peer && one.form === form)?.nsPerFloat ?? Number.NaN;
  return measured.map((one) => ({
    ...one,
    timesEluSimd: one.nsPerFloat / nsOf(ELU_SIMD, one.form),
    fasterThanPlainLoop: one.form === "selu" ? undefined : nsOf(PLAIN_LOOP, "arrays") / one.nsPerFloat,
  }));
}

/** @typedef {Started & { form: FormName, times: number[] }} Contestant */

/** @type {(started: Started, input: Float32Array, length: number, missing: Missing[]) => Promise<Contestant[]>} */
async function prepare(started, input, length, missing) {
  const { name, process } = started;
  try {
    const forms = /** @type {FormName[]} */ (await process.prepare(input, length));
    return forms.map((form) => ({ ...started, form, times: [] }));
  } catch (error) {
    process.stop();
    missing.push({ name, missing: /** @type {Error} */ (error).message });
    return [];
  }
}

/** In ULP. @type {(form: FormName, input: Float32Array, result: Float32Array) => number} */
function largestError(form, input, result) {
  if (result.length !== input.length) return Number.POSITIVE_INFINITY;
  const { value } = form === "selu" ? SELU : ELU;
  return input.reduce((largest, x, i) => Math.max(largest, ulpError(result[i], value(x, 1))), 0);
}
