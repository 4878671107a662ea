/** What a promise of the package is: words, and a check that runs on any engine, with no test runner and nothing of Node. */
import type { Elu } from "elu-simd";
import { type Operation, operations } from "./operations.js";

export interface ContractPromise {
  readonly title: string;
  /** Globals that not every engine has and without which it cannot be checked. */
  readonly needs?: readonly ("SharedArrayBuffer" | "structuredClone")[];
  /** Throws where the promise does not hold, and says what it saw. `js` has the same functions on the js backend. */
  readonly check: (functions: Elu, js: Elu) => void;
}

/** One promise of every function, each of which may break it by itself. */
export function ofEveryOperation(
  title: string,
  check: (operation: Operation, functions: Elu, js: Elu) => void,
  needs: ContractPromise["needs"] = [],
): ContractPromise[] {
  return operations.map((operation) => ({
    title: `${operation.title} ${title}`,
    needs,
    check: (functions, js) => check(operation, functions, js),
  }));
}
