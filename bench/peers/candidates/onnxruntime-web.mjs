/** onnxruntime-web on its WebAssembly execution provider: inference only, so there are no gradients. */
import { env, InferenceSession, Tensor } from "onnxruntime-web";
import { ELU_MODEL, SELU_MODEL } from "./onnx-models.mjs";

/** @type {typeof import("./candidate.js").open} */
export async function open() {
  env.wasm.numThreads = 1;
  // It copies every tensor into its memory and out again, and offers no way to leave one there: nothing is resident.
  return { elu: await arrayFunction(ELU_MODEL), selu: await arrayFunction(SELU_MODEL) };
}

/** @type {(base64: string) => Promise<import("./candidate.js").ArrayFunction>} */
async function arrayFunction(base64) {
  const session = await InferenceSession.create(Buffer.from(base64, "base64"), { executionProviders: ["wasm"] });
  return async (input) => {
    const { y } = await session.run({ x: new Tensor("float32", input, [input.length]) });
    return /** @type {Float32Array} */ (y.data);
  };
}
