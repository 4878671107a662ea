/** onnxruntime-web on its WebAssembly execution provider: inference only, so there are no gradients. */
import { env, InferenceSession, Tensor } from "onnxruntime-web";
import { type ArrayFunction, allocating, type Open } from "./candidate.js";

/**
 * ONNX models of one operator each, for any number of floats, in base64, made by the Python package onnx:
 *
 *     x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, ["n"]) for name in "xy")
 *     graph = helper.make_graph([helper.make_node("Elu", ["x"], ["y"], alpha=1.0)], "Elu", [x], [y])
 *     model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
 *     b64encode(model.SerializeToString())
 */
const MODELS = {
  elu: "CAg6RwocCgF4EgF5IgNFbHUqDwoFYWxwaGEVAACAP6ABARIDRWx1WhAKAXgSCwoJCAESBQoDEgFuYhAKAXkSCwoJCAESBQoDEgFuQgQKABAP",
  selu: "CAg6OAoMCgF4EgF5IgRTZWx1EgRTZWx1WhAKAXgSCwoJCAESBQoDEgFuYhAKAXkSCwoJCAESBQoDEgFuQgQKABAP",
};

export const open: Open = async () => {
  env.wasm.numThreads = 1;
  const [elu, selu] = [await load(MODELS.elu), await load(MODELS.selu)];
  // The package copies every tensor into its memory and out again, and cannot keep one there: it has no form in place.
  return { functions: { elu, selu }, forms: (windows) => ({ copied: allocating(elu, windows) }) };
};

async function load(model: string): Promise<ArrayFunction> {
  const session = await InferenceSession.create(Buffer.from(model, "base64"), { executionProviders: ["wasm"] });
  return async (input) => {
    const { y } = await session.run({ x: new Tensor("float32", input, [input.length]) });
    return y.data as Float32Array;
  };
}
