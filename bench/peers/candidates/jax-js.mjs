/** jax-js on its WebAssembly backend, which has one thread where there are no web workers, as in Node. */
import { defaultDevice, grad, init, jit, nn, numpy } from "@jax-js/jax";

/** @typedef {import("@jax-js/jax").numpy.Array} Array */

/** @type {typeof import("./candidate.js").open} */
export async function open() {
  const devices = await init("wasm");
  if (!devices.includes("wasm")) throw new Error("jax-js cannot use its wasm backend here");
  defaultDevice("wasm");

  const elu = jit((/** @type {Array} */ x) => nn.elu(x));
  return {
    elu: arrays(elu),
    eluGradient: arrays(grad((/** @type {Array} */ x) => numpy.sum(nn.elu(x)))),
    selu: arrays((x) => nn.selu(x)),
    seluGradient: arrays(grad((/** @type {Array} */ x) => numpy.sum(nn.selu(x)))),
    resident: (inputs) =>
      inputs.map((input) => {
        const x = numpy.array(input);
        return {
          // Nothing is computed until somebody waits for it. Functions take their arguments over, but for a ref.
          async run() {
            const y = elu(x.ref);
            await y.blockUntilReady();
            y.dispose();
          },
          result: async () => /** @type {Float32Array} */ (await elu(x.ref).data()),
        };
      }),
  };
}

/** @type {(op: (x: Array) => Array) => import("./candidate.js").ArrayFunction} */
function arrays(op) {
  return async (x) => /** @type {Float32Array} */ (await op(numpy.array(x)).data());
}
