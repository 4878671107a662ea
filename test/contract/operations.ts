/** The functions that promises are about, and the type of a promise. Nothing here needs a test runner or Node. */
import type { Elu } from "elu-simd";
import { callOf, type Functions } from "../../harness/calls.js";

export type { Functions } from "../../harness/calls.js";

/** A function of the package with its parameters. A promise about array functions holds for every operation. */
export interface Operation {
  readonly title: string;
  /** The number of its input arrays. */
  readonly arity: 1 | 2;
  readonly run: <Result>(functions: Functions<Result>, inputs: readonly Float32Array[], out?: Float32Array) => Result;
}

/** Together these run every loop of the kernels. CELU at alpha 1 is ELU. */
export const operations: readonly Operation[] = [
  operationOf("elu"),
  operationOf("elu", 1.3),
  operationOf("selu"),
  operationOf("celu", 1.3),
  operationOf("eluBackward"),
  operationOf("eluBackward", 1.3),
  operationOf("eluBackward from output"),
  operationOf("seluBackward"),
  operationOf("seluBackward from output"),
  operationOf("celuBackward", 1.3),
];

function operationOf(title: string, alpha?: number): Operation {
  const { name, run } = callOf(title);
  const arity = name.endsWith("Backward") ? 2 : 1;
  return {
    title: alpha === undefined ? title : `${title}, alpha ${alpha}`,
    arity,
    run: (functions, inputs, out) => run(functions, { x: inputs[arity - 1], g: inputs[0], out }, alpha),
  };
}

export interface ContractPromise {
  readonly title: string;
  /** Globals that the check uses and some engines lack. */
  readonly needs?: readonly ("SharedArrayBuffer" | "structuredClone")[];
  /** Throws an error with the wrong result if the promise is broken. `js` has the functions on the js backend. */
  readonly check: (functions: Elu, js: Elu) => void;
}

/** A promise for each operation. `given` is passed to the check: the functions, or a pool. */
export function ofEveryOperation<Given = Elu, Checked = void>(
  title: string,
  check: (operation: Operation, given: Given) => Checked,
  needs: ContractPromise["needs"] = [],
) {
  return operations.map((operation) => ({
    title: `${operation.title} ${title}`,
    needs,
    check: (given: Given) => check(operation, given),
  }));
}
