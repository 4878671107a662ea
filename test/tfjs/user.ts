/** A TypeScript user's program: the adapter accepts and returns TensorFlow.js' types. */
import * as tf from "@tensorflow/tfjs";
import * as core from "@tensorflow/tfjs-core";
import { layers } from "@tensorflow/tfjs-layers";
import { type EluBackend, registerElu } from "elu-simd/tfjs";

const { elu, ELU, getBackend, unregister } = registerElu(tf);

const matrix: tf.Tensor2D = elu(tf.tensor2d([[-1, 2]]), 2.0);
const vector: tf.Tensor = elu([-1, 0, 2]);
const scalar: tf.Tensor = elu(-1, 0.5);
const sum: tf.Scalar = elu(matrix).sum();
const gradient: (x: tf.Tensor) => tf.Tensor = tf.grad((x) => elu(x, 2.0).sum());

const layer: tf.layers.Layer = ELU();
const { alpha }: { readonly alpha: number } = ELU({ alpha: 2.0, name: "after", inputShape: [6, 6, 1] });
const model: tf.Sequential = tf.sequential({
  layers: [tf.layers.dense({ units: 2, inputShape: [3] }), ELU({ alpha }), ELU()],
});
model.add(ELU({ alpha: 2.0 }));
const symbolic = ELU({ alpha: 2.0 }).apply(tf.input({ shape: [3] })) as tf.SymbolicTensor;
const backend: EluBackend = getBackend();
unregister();

/** Registers a copy of TensorFlow.js that was loaded later. */
const later = (loaded: typeof tf): tf.Tensor => registerElu(loaded).elu(vector, 2.0);

const separate = registerElu({ ...core, layers });
const ofCore: core.Tensor1D = separate.elu(core.tensor1d([-1]), 2.0);
const ofLayers: layers.Layer = separate.ELU({ alpha: 2.0, name: "after" });

// @ts-expect-error alpha is not a tensor
elu(matrix, tf.scalar(2));
// @ts-expect-error x is not a string
elu("1");
// @ts-expect-error the layer takes alpha in an object
ELU(2.0);
// @ts-expect-error layers have no beta
ELU({ beta: 2.0 });
// @ts-expect-error the result has the type of x
const wrong: tf.Tensor3D = elu(matrix);
// @ts-expect-error the layer is not a tensor
const layerOfTensors: tf.Tensor = ELU();
// @ts-expect-error TensorFlow.js is a required argument
registerElu();
// @ts-expect-error other objects are not TensorFlow.js
registerElu({ version_core: "4.22.0" });
// @ts-expect-error the core alone has no layers
registerElu(core);

export { backend, gradient, later, layer, layerOfTensors, model, ofCore, ofLayers, scalar, sum, symbolic, wrong };
