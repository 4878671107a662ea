/** The functions of the package as promises, computed in the order of their calls. */
import * as door from "../core/door.js";
import type { Pool } from "./api.js";
import { CALLS, type Call, checkWhole } from "./call.js";
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
  async function submit(call: Call): Promise<Float32Array> {
    checkOpen();
    const execute = async () => {
      checkWhole(call);
      await executor.execute(call);
      checkWhole(call);
      return call.out;
    };
    const done = () => {
      waiting--;
    };
    const settled = waiting === 0 ? execute() : last.then(execute);
    waiting++;
    last = settled.then(done, done);
    return settled;
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
    elu: async (input, options) => submit(door.elu(CALLS, input, options)) as never,
    selu: async (input, options) => submit(door.selu(CALLS, input, options)) as never,
    celu: async (input, options) => submit(door.celu(CALLS, input, options)) as never,
    eluBackward: async (gradOutput, saved, options) =>
      submit(door.eluBackward(CALLS, gradOutput, saved, options)) as never,
    seluBackward: async (gradOutput, saved, options) =>
      submit(door.seluBackward(CALLS, gradOutput, saved, options)) as never,
    celuBackward: async (gradOutput, saved, options) =>
      submit(door.celuBackward(CALLS, gradOutput, saved, options)) as never,
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
