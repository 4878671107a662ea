/** The pool: the functions of the package, which return promises and are computed in the order of their calls. */

import { getBackend } from "../core/dispatcher.js";
import * as door from "../core/door.js";
import { checkNames } from "../core/options.js";
import { nextTurn, turnIsDue } from "./event-loop.js";
import { type Executor, LONGEST_AT_ONCE } from "./executor.js";
import type { Pool } from "./pool.js";
import { type Call, checkWhole, computeOn, TO_CALL } from "./queued-call.js";

/** Creates a pool. `executor` computes its calls. */
export function createPoolOn(executor: Executor): Pool {
  const { arena, dispatcher, parallelFrom } = executor;
  /** A call of this many floats or more is computed after its promise is returned. */
  const deferredFrom = Math.min(LONGEST_AT_ONCE + 1, parallelFrom);
  /** The number of queued calls, the running one included. */
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | undefined;

  function checkOpen(): void {
    if (closing) throw new Error("the pool is closed");
  }

  /** Resolves with `out` once the call is computed. Rejects with every error, invalid arguments included. */
  async function submit(
    name: string,
    optionNames: readonly string[],
    options: object | undefined,
    makeCall: () => Call,
  ): Promise<never> {
    const call = makeCall();
    if (options) checkNames(name, options, optionNames);
    checkOpen();
    if (waiting === 0 && call.length < deferredFrom && !turnIsDue(call.length)) computeOn(dispatcher, call);
    else await computeInTurn(call);
    return call.out as never;
  }

  /** Computes the call after all earlier calls. */
  function computeInTurn(call: Call): Promise<void> {
    const computed = last.then(async () => {
      if (turnIsDue(call.length)) await nextTurn();
      checkWhole(call);
      await executor.compute(call);
      checkWhole(call);
    });
    const done = () => {
      waiting--;
    };
    waiting++;
    last = computed.then(done, done);
    return computed;
  }

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
    elu: (input, options) => submit("elu", door.ELU_OPTIONS, options, () => door.elu(TO_CALL, input, options)),
    selu: (input, options) => submit("selu", door.SELU_OPTIONS, options, () => door.selu(TO_CALL, input, options)),
    celu: (input, options) => submit("celu", door.ELU_OPTIONS, options, () => door.celu(TO_CALL, input, options)),
    eluBackward: (gradOutput, saved, options) =>
      submit("eluBackward", door.ELU_BACKWARD_OPTIONS, options, () =>
        door.eluBackward(TO_CALL, gradOutput, saved, options),
      ),
    seluBackward: (gradOutput, saved, options) =>
      submit("seluBackward", door.SELU_BACKWARD_OPTIONS, options, () =>
        door.seluBackward(TO_CALL, gradOutput, saved, options),
      ),
    celuBackward: (gradOutput, saved, options) =>
      submit("celuBackward", door.ELU_BACKWARD_OPTIONS, options, () =>
        door.celuBackward(TO_CALL, gradOutput, saved, options),
      ),
    getBackend: () => getBackend(dispatcher),
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
