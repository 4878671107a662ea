/** What a visitor can set on the page, the address that keeps it, and the store that announces changes. */
import { CURVE_NAMES, type CurveName } from "./curve/curves.js";
import { OPERATION_NAMES, type OperationName } from "./machine/operations.js";
import { DATA_SETS, type DataSet, LARGEST_SEED, NETWORK_NAMES, type NetworkName } from "./training/setup.js";

export interface State {
  /** From 0 to {@link LARGEST_ALPHA}; of the curve, the benchmark and the errors. */
  readonly alpha: number;
  /** Likewise, of the network that trains. */
  readonly trainingAlpha: number;
  /** The curves that are shown. */
  readonly curves: readonly CurveName[];
  /** Whether their derivatives are shown. */
  readonly derivatives: boolean;
  /** Where the curves are read, from {@link FIRST_X} to {@link LAST_X}. */
  readonly x: number;
  readonly dataSet: DataSet;
  readonly network: NetworkName;
  /** Of the points and of the weights; from 1 to {@link LARGEST_SEED}. */
  readonly seed: number;
  /** The function that the benchmark measures. */
  readonly operation: OperationName;
}

export const LARGEST_ALPHA = 3;
export const FIRST_X = -6;
export const LAST_X = 4;
/** The curves are computed at multiples of this, exact in float32. */
export const X_STEP = 1 / 64;

export const DEFAULT_STATE: State = {
  alpha: 1,
  trainingAlpha: 1,
  curves: ["elu", "relu"],
  derivatives: true,
  x: -1,
  dataSet: "spirals",
  network: "12x8",
  seed: 1,
  operation: "elu",
};

/** The state as a query without default values: "" or "?alpha=2&curves=elu,selu". */
export function toQuery(state: State): string {
  const changed = Object.entries(PARAMETERS).filter(([key]) => {
    return String(state[key as keyof State]) !== String(DEFAULT_STATE[key as keyof State]);
  });
  const parameters = changed.map(([key, { name }]) => `${name}=${String(state[key as keyof State])}`);
  return parameters.length ? `?${parameters.join("&")}` : "";
}

/** The state of a query; a missing or invalid parameter gives its default. */
export function fromQuery(query: string): State {
  const given = new URLSearchParams(query);
  const entries = Object.entries(PARAMETERS).map(([key, { name, parse }]) => {
    const text = given.get(name);
    return [key, (text === null ? undefined : parse(text)) ?? DEFAULT_STATE[key as keyof State]];
  });
  return Object.fromEntries(entries);
}

interface Parameter<Value> {
  /** In the query. */
  readonly name: string;
  /** undefined for an invalid text. */
  readonly parse: (text: string) => Value | undefined;
}

const PARAMETERS: { [Key in keyof State]: Parameter<State[Key]> } = {
  alpha: { name: "alpha", parse: (text) => numberIn(text, 0, LARGEST_ALPHA) },
  trainingAlpha: { name: "training-alpha", parse: (text) => numberIn(text, 0, LARGEST_ALPHA) },
  curves: { name: "curves", parse: (text) => CURVE_NAMES.filter((name) => text.split(",").includes(name)) },
  derivatives: { name: "derivatives", parse: (text) => (text === "false" ? false : undefined) },
  x: {
    name: "x",
    parse(text) {
      const x = numberIn(text, FIRST_X, LAST_X);
      return x === undefined ? undefined : Math.round(x / X_STEP) * X_STEP;
    },
  },
  dataSet: { name: "data", parse: (text) => DATA_SETS.find((name) => name === text) },
  network: { name: "network", parse: (text) => NETWORK_NAMES.find((name) => name === text) },
  seed: {
    name: "seed",
    parse(text) {
      const seed = numberIn(text, 1, LARGEST_SEED);
      return Number.isInteger(seed) ? seed : undefined;
    },
  },
  operation: { name: "measure", parse: (text) => OPERATION_NAMES.find((name) => name === text) },
};

function numberIn(text: string, least: number, largest: number): number | undefined {
  const number = text.trim() === "" ? Number.NaN : Number(text);
  return number >= least && number <= largest ? number : undefined;
}

export interface Store {
  readonly state: State;
  update(changes: Partial<State>): void;
  /** Calls `show` now, and again whenever one of `keys` has changed. */
  watch(keys: readonly (keyof State)[], show: (state: State) => void): void;
}

export function createStore(initial: State): Store {
  let state = initial;
  const watchers: { keys: readonly (keyof State)[]; show: (state: State) => void }[] = [];
  return {
    get state() {
      return state;
    },
    update(changes) {
      const before = state;
      state = { ...state, ...changes };
      for (const { keys, show } of watchers) {
        if (keys.some((key) => String(state[key]) !== String(before[key]))) show(state);
      }
    },
    watch(keys, show) {
      watchers.push({ keys, show });
      show(state);
    },
  };
}
