/** The functions of the package as promises, computed in the order of their calls. */
import { functionsOn, type Runner } from "../core/functions.js";
import type { Pool } from "./api.js";
import { type Call, checkWhole, part } from "./call.js";
import type { Executor } from "./executor.js";

/** The pool whose calls `executor` computes. */
export function createPoolOn(executor: Executor): Pool {
  const { arena, backend, parallelFrom } = executor;
  /** Calls that were made and are not done. */
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | undefined;

  function checkOpen(): void {
    if (closing) throw new Error("the pool is closed");
  }

  /** In order; at once where nothing is being computed. */
  function submit<Out>(call: Call, result: Out): Promise<Out> {
    checkOpen();
    const { length } = call.out;
    const execute = async () => {
      checkWhole(call, length);
      // An array that tracks its resizable buffer may have grown.
      await executor.execute(call.out.length === length ? call : part(call, 0, length));
      checkWhole(call, length);
      return result;
    };
    const done = () => {
      waiting--;
    };
    const settled = waiting === 0 ? execute() : last.then(execute);
    waiting++;
    last = settled.then(done, done);
    return settled;
  }

  const runner: Runner<"promise"> = {
    gives: "promise",
    run: (kernel, first, second, out, alpha, scale, divisor, result) =>
      submit({ kernel, first, second, out, alpha, scale, divisor }, result),
  };
  const { elu, selu, celu, eluBackward, seluBackward, celuBackward } = functionsOn(runner);

  const close = (): Promise<void> => {
    closing ??= last.then(() => executor.end());
    return closing;
  };

  return {
    get threads() {
      return executor.threads;
    },
    get reason() {
      return executor.reason;
    },
    parallelFrom,
    elu: rejecting(elu),
    selu: rejecting(selu),
    celu: rejecting(celu),
    eluBackward: rejecting(eluBackward),
    seluBackward: rejecting(seluBackward),
    celuBackward: rejecting(celuBackward),
    getBackend: () => ({ name: backend.name, reason: backend.reason }),
    capacity: arena.capacity,
    get used() {
      return arena.used;
    },
    alloc(length) {
      checkOpen();
      return arena.alloc(length);
    },
    reset: () => arena.reset(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** The function whose every error is a rejection, also what it throws at once. */
function rejecting<Args extends unknown[], Out>(
  call: (...args: Args) => Promise<Out>,
): (...args: Args) => Promise<Out> {
  return async (...args) => call(...args);
}
