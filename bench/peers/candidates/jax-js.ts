/** jax-js on its WebAssembly backend, which runs on one thread without web workers, as in Node. */
import { defaultDevice, grad, init, jit, nn, numpy } from "@jax-js/jax";
import { type ArrayFunction, allocating, formOf, type Open } from "./candidate.js";

export const open: Open = async () => {
  const devices = await init("wasm");
  if (!devices.includes("wasm")) throw new Error("jax-js cannot use its wasm backend here");
  defaultDevice("wasm");

  const elu = jit((x: numpy.Array) => nn.elu(x));
  const eluOfArrays = arrays(elu);
  return {
    functions: {
      elu: eluOfArrays,
      eluGradient: arrays(grad((x: numpy.Array) => numpy.sum(nn.elu(x)))),
      selu: arrays((x) => nn.selu(x)),
      seluGradient: arrays(grad((x: numpy.Array) => numpy.sum(nn.selu(x)))),
    },
    forms: (windows) => ({
      "in place": formOf(
        windows.map((window) => {
          const x = numpy.array(window);
          return {
            // Operations are lazy, so run() awaits each. They consume their arguments, except references made by `ref`.
            async run() {
              const y = elu(x.ref);
              await y.blockUntilReady();
              y.dispose();
            },
            result: async () => (await elu(x.ref).data()) as Float32Array,
          };
        }),
      ),
      copied: allocating(eluOfArrays, windows),
    }),
  };
};

function arrays(operation: (x: numpy.Array) => numpy.Array): ArrayFunction {
  return async (x) => (await operation(numpy.array(x)).data()) as Float32Array;
}
