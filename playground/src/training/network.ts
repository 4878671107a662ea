/**
 * A multi-layer perceptron that classifies points in the plane, trained on all points at once with Adam. Matrix
 * products are plain loops, because the subject is the activation between layers.
 */
import { type Arena, createArena, elu, eluBackward } from "elu-simd";
import { normal } from "../../../harness/random.js";

/** The activation of a hidden layer, for a whole batch. */
export interface Activation {
  /** Replaces each input by its result. */
  forward(values: Float32Array): void;
  /** Replaces gradients with respect to the results by gradients with respect to the inputs of `forward`. */
  backward(gradients: Float32Array, results: Float32Array): void;
}

/** ELU by the kernels of the package. The gradient comes from the result, so that no input is kept. */
export function eluActivation(alpha: number): Activation {
  return {
    forward: (values) => elu(values, { alpha, out: values }),
    backward: (gradients, results) => eluBackward(gradients, results, { alpha, from: "output", out: gradients }),
  };
}

/** The package has no ReLU. */
export const RELU: Activation = {
  forward(values) {
    for (let i = 0; i < values.length; i++) values[i] = Math.max(values[i], 0);
  },
  backward(gradients, results) {
    for (let i = 0; i < gradients.length; i++) if (results[i] === 0) gradients[i] = 0;
  },
};

/** The two coordinates of a point. */
const INPUTS = 2;

const LEARNING_RATE = 0.01;

/** Adam's decay rates and epsilon, as Kingma and Ba (2015) give them. */
const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-8;

/** A fully connected layer. */
interface Layer {
  readonly inputs: number;
  readonly units: number;
  /** The weights of each unit, one per input, then all biases. */
  readonly parameters: Float32Array;
  readonly gradients: Float32Array;
  /** Adam's running means of the gradients and of their squares. */
  readonly mean: Float32Array;
  readonly square: Float32Array;
  /** The results after the activation (the last layer has none): point by point, one for each unit. */
  readonly results: Float32Array;
  /** The gradients with respect to the activation's input. */
  readonly inputGradients: Float32Array;
}

export interface Network {
  /** The hidden layers and the last one. Their gradients are those of the last {@link Network.backward}. */
  readonly layers: readonly Readonly<Layer>[];
  /** The logit of class 1 at each of `batch` positions. */
  forward(positions: Float32Array): Float32Array;
  /** The mean cross-entropy of the last forward, whose gradients it computes. */
  backward(classes: Float32Array): number;
  /** One step of Adam along the gradients. */
  update(): void;
}

/**
 * Creates a network whose hidden layers have `hidden` units, for `batch` points at once. The initial weights depend on
 * the seed and not on the activation; they are drawn as in He et al., 2015.
 */
export function createNetwork(activation: Activation, hidden: readonly number[], seed: number, batch: number): Network {
  const random = normal(seed);
  const inputs = [INPUTS, ...hidden];
  const units = [...hidden, 1];
  // One arena for all layers, where the kernels compute in place. Its arrays start at multiples of four floats.
  const arena = createArena(2 * units.reduce((sum, units) => sum + batch * units + 3, 0));
  const layers = units.map((units, k) => createLayer(inputs[k], units, batch, arena, random));
  const last = layers[layers.length - 1];
  let input: Float32Array = new Float32Array(0);
  let steps = 0;

  return {
    layers,

    forward(positions) {
      input = positions;
      for (const [k, layer] of layers.entries()) {
        multiply(layer, k === 0 ? input : layers[k - 1].results);
        if (layer !== last) activation.forward(layer.results);
      }
      return last.results;
    },

    backward(classes) {
      const loss = crossEntropy(last.results, classes, last.inputGradients);
      for (const [k, layer] of [...layers.entries()].reverse()) {
        if (layer !== last) activation.backward(layer.inputGradients, layer.results);
        backpropagate(layer, k === 0 ? { results: input } : layers[k - 1]);
      }
      return loss;
    },

    update() {
      steps++;
      for (const layer of layers) adam(layer, steps);
    },
  };
}

function createLayer(inputs: number, units: number, batch: number, arena: Arena, random: () => number): Layer {
  const weights = inputs * units;
  const deviation = Math.sqrt(2 / inputs);
  const parameters = Float32Array.from({ length: weights + units }, (_, i) => (i < weights ? deviation * random() : 0));
  const [gradients, mean, square] = [0, 0, 0].map(() => new Float32Array(parameters.length));
  const [results, inputGradients] = [arena.alloc(batch * units), arena.alloc(batch * units)];
  return { inputs, units, parameters, gradients, mean, square, results, inputGradients };
}

/** results = input weights + biases, for all points. */
function multiply({ inputs, units, parameters, results }: Layer, input: Float32Array): void {
  const biases = inputs * units;
  for (let at = 0, start = 0; at < results.length; start += inputs) {
    for (let j = 0; j < units; j++, at++) {
      let sum = parameters[biases + j];
      for (let i = 0; i < inputs; i++) sum += input[start + i] * parameters[j * inputs + i];
      results[at] = sum;
    }
  }
}

/** From `inputGradients`, computes the gradients of the parameters and, if `below` is a layer, of its results. */
function backpropagate(
  { inputs, units, parameters, gradients, inputGradients }: Layer,
  below: { readonly results: Float32Array; readonly inputGradients?: Float32Array },
): void {
  const biases = inputs * units;
  gradients.fill(0);
  below.inputGradients?.fill(0);
  for (let at = 0, start = 0; at < inputGradients.length; start += inputs) {
    for (let j = 0; j < units; j++, at++) {
      const gradient = inputGradients[at];
      gradients[biases + j] += gradient;
      for (let i = 0; i < inputs; i++) gradients[j * inputs + i] += gradient * below.results[start + i];
      if (!below.inputGradients) continue;
      for (let i = 0; i < inputs; i++) below.inputGradients[start + i] += gradient * parameters[j * inputs + i];
    }
  }
}

/** The mean of log(1 + e^-logit) over class 1 and log(1 + e^logit) over class 0, and its gradients. */
function crossEntropy(logits: Float32Array, classes: Float32Array, gradients: Float32Array): number {
  let sum = 0;
  for (let n = 0; n < logits.length; n++) {
    const logit = logits[n];
    sum += Math.max(logit, 0) - logit * classes[n] + Math.log1p(Math.exp(-Math.abs(logit)));
    gradients[n] = (1 / (1 + Math.exp(-logit)) - classes[n]) / logits.length;
  }
  return sum / logits.length;
}

function adam({ parameters, gradients, mean, square }: Layer, steps: number): void {
  const rate = (LEARNING_RATE * Math.sqrt(1 - BETA_2 ** steps)) / (1 - BETA_1 ** steps);
  for (let i = 0; i < parameters.length; i++) {
    const gradient = gradients[i];
    mean[i] = BETA_1 * mean[i] + (1 - BETA_1) * gradient;
    square[i] = BETA_2 * square[i] + (1 - BETA_2) * gradient * gradient;
    parameters[i] -= (rate * mean[i]) / (Math.sqrt(square[i]) + EPSILON);
  }
}
