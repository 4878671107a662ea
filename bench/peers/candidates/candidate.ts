/** The interface of the other files in this folder. Each opens a package that computes ELU, alpha 1, in float32. */
import { type Effort, prepareTurn, type Turn } from "../../../harness/batches.js";

/** An array that is not shared between threads. */
export type Floats = Float32Array<ArrayBuffer>;

export type Open = (option: string) => Candidate | Promise<Candidate>;

export interface Candidate {
  /** Undefined if installs/tensorflow/package.json has the version. */
  readonly version?: string;
  readonly functions: Functions;
  /** The forms in which the package computes these windows, all of one length. */
  readonly forms: (windows: readonly Floats[]) => Forms;
}

/** Gradients are those of the package, with 1 as the gradient of every output. */
export type FunctionName = "elu" | "eluGradient" | "selu" | "seluGradient";

/** The functions that the package has. */
export type Functions = { readonly [name in FunctionName]?: ArrayFunction };

export type ArrayFunction = (input: Floats) => Float32Array | Promise<Float32Array>;

/** ELU or SELU of floats in the package's own memory, or ELU from one Float32Array to another. */
export type FormName = "in place" | "selu, in place" | "copied";

export type Forms = { readonly [name in FormName]?: Form };

export interface Form {
  /** Warms up, and returns a turn, which gives nanoseconds for all windows. */
  readonly prepare: (effort: Effort) => Promise<Turn>;
  readonly result: () => Promise<readonly Float32Array[]>;
}

/** The best way to compute one window. */
export interface OneWindow {
  /** The timed function. */
  readonly run: () => unknown;
  /** The result of the last run. */
  readonly result: () => Float32Array | Promise<Float32Array>;
}

/** A form that is timed in this process. */
export function formOf(windows: readonly OneWindow[]): Form {
  const runAll = async () => {
    for (const { run } of windows) {
      const pending = run();
      if (pending instanceof Promise) await pending;
    }
  };
  return {
    prepare: (effort) => prepareTurn({ run: runAll }, effort),
    result: async () => {
      await runAll();
      return Promise.all(windows.map(({ result }) => result()));
    },
  };
}

/** From one Float32Array to another, for a function that allocates its result. */
export function allocating(compute: ArrayFunction, windows: readonly Floats[]): Form {
  return formOf(windows.map((input) => ({ run: () => compute(input), result: () => compute(input) })));
}
