/** The functions of the package as promises, computed in the order of their calls. */
import type { BackendInfo, Functions } from "../api.js";
import type { Arena } from "../arena.js";
import { functionsOn, type Runner } from "../functions.js";
import { type Call, checkWhole, part } from "./call.js";
import type { Executor } from "./executor.js";

/**
 * Threads that compute the functions of the package together, over one shared linear memory.
 *
 * Each function takes what the function of that name takes in `elu-simd`, and gives a promise of the same bits (with
 * `relaxed`, those of `elu-simd/relaxed`). Calls are computed one after the other, in the order in which they were made.
 * Until its promise is settled, a call's arrays belong to the pool. Arrays of {@link Pool.alloc} are computed in place;
 * all others are copied through the shared memory, 4,096 floats at a time.
 *
 * A promise is rejected with what the function of `elu-simd` would throw, and with an Error where a worker dies while it
 * computes the call (its `cause` says why; `out` is then undefined in part) or the pool was closed before.
 */
export interface Pool extends Functions<"promise">, Arena {
  /** How many threads compute at present; the calling one counts where it computes along, everywhere but in a window. */
  readonly threads: number;
  /** Why fewer threads than were wanted; `undefined` where there are as many. */
  readonly reason: string | undefined;
  /**
   * From how many floats on a call is split among the threads; measured when the pool started. Shorter ones are computed
   * by the calling thread alone, which is done sooner. Infinity where there is but one thread.
   */
  readonly parallelFrom: number;
  /** The backend that all threads compute with, and why no faster one. */
  getBackend(): BackendInfo;
  /**
   * Ends the threads after the last call that was made; resolves when they have ended. May be called more than once. Calls
   * made afterwards are rejected; arrays stay what they are. A process can exit, and a page be left, without it.
   */
  close(): Promise<void>;
  /** As {@link Pool.close}: `await using pool = await createPool()`. */
  [Symbol.asyncDispose](): Promise<void>;
}

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
