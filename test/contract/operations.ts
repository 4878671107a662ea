/** The functions that promises are made of, and what a promise is: nothing here needs a test runner, or Node. */
import type { Elu } from "elu-simd";
import { callOf, type Functions } from "../../harness/calls.js";

export type { Functions } from "../../harness/calls.js";

/** A function of the package with its parameters: what holds for one array function has to hold for all of them. */
export interface Operation {
  readonly title: string;
  /** How many arrays it takes. */
  readonly arity: 1 | 2;
  readonly run: <Result>(functions: Functions<Result>, inputs: readonly Float32Array[], out?: Float32Array) => Result;
}

/** Each loop of the kernels is in one of these at least. CELU at alpha 1 is ELU. */
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
  /** Globals that not every engine has and without which it cannot be checked. */
  readonly needs?: readonly ("SharedArrayBuffer" | "structuredClone")[];
  /** Throws where the promise does not hold, and says what it saw. `js` has the same functions on the js backend. */
  readonly check: (functions: Elu, js: Elu) => void;
}

/** One promise of every function, each of which may break it by itself; `given` is what the check runs on. */
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
