/**
 * A multi-layer perceptron that classifies points in the plane, trained on all points at once with Adam. Matrix products
 * are plain loops; the subject is the activation between layers.
 */
import { createArena, elu, eluBackward } from "elu-simd";
import { normal } from "../../../harness/random.js";

/** The activation of a hidden layer, for a whole batch. */
export interface Activation {
  /** Replaces each input by its result. */
  forward(values: Float32Array): void;
  /** Replaces each gradient with respect to a result by that with respect to the input; `results` are forward's. */
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

/** A fully connected layer; `parameters` holds the weights of each unit, one per input, then all biases. */
interface Layer {
  readonly inputs: number;
  readonly units: number;
  readonly parameters: Float32Array;
  readonly gradients: Float32Array;
  /** Adam's running means of the gradients and of their squares. */
  readonly mean: Float32Array;
  readonly square: Float32Array;
}

/** The values of a hidden layer, one per unit, point by point. */
export interface HiddenLayer {
  readonly units: number;
  /** Of the activation in the last {@link Network.forward}. */
  readonly results: Float32Array;
  /** With respect to the activation's input, in the last {@link Network.backward}. */
  readonly inputGradients: Float32Array;
}

export interface Network {
  /** All weights and biases of each layer; for tests. */
  readonly parameters: readonly Float32Array[];
  /** The gradients of the loss with respect to `parameters`, from the last {@link Network.backward}. */
  readonly gradients: readonly Float32Array[];
  readonly hidden: readonly HiddenLayer[];
  /** The logit of class 1 at each position; at most `batch` positions at once. */
  forward(positions: Float32Array): Float32Array;
  /** The mean cross-entropy of the last forward, whose gradients it computes. */
  backward(classes: Float32Array): number;
  /** One step of Adam along the gradients. */
  update(): void;
}

/**
 * A network with hidden layers of so many units, for up to `batch` points at once. The same seed gives the same
 * weights (drawn as He et al., 2015, do), whatever the activation.
 */
export function createNetwork(activation: Activation, hidden: readonly number[], seed: number, batch: number): Network {
  const random = normal(seed);
  const units = [INPUTS, ...hidden, 1];
  const layers = units.slice(1).map((count, k) => createLayer(units[k], count, random));

  // All layers of a batch are in one arena, where the kernels compute them in place. Arrays in it start at multiples of
  // four floats.
  const lengths = layers.map((layer) => batch * layer.units);
  const arena = createArena(2 * lengths.reduce((sum, length) => sum + length + 3, 0));
  const results = lengths.map((length) => arena.alloc(length));
  const resultGradients = lengths.map((length) => arena.alloc(length));
  const last = layers.length - 1;

  let input: Float32Array = new Float32Array(0);
  let count = 0;
  let steps = 0;

  const part = (arrays: Float32Array[], k: number) => arrays[k].subarray(0, count * layers[k].units);

  return {
    parameters: layers.map(({ parameters }) => parameters),
    gradients: layers.map(({ gradients }) => gradients),

    get hidden() {
      return hidden.map((units, k) => ({
        units,
        results: part(results, k),
        inputGradients: part(resultGradients, k),
      }));
    },

    forward(positions) {
      input = positions;
      count = positions.length / INPUTS;
      for (const [k, layer] of layers.entries()) {
        multiply(layer, k === 0 ? input : part(results, k - 1), part(results, k), count);
        if (k < last) activation.forward(part(results, k));
      }
      return part(results, last);
    },

    backward(classes) {
      const loss = crossEntropy(part(results, last), classes, part(resultGradients, last));
      for (let k = last; k >= 0; k--) {
        if (k < last) activation.backward(part(resultGradients, k), part(results, k));
        const [below, gradientsBelow] =
          k === 0 ? [input, undefined] : [part(results, k - 1), part(resultGradients, k - 1)];
        backpropagate(layers[k], below, part(resultGradients, k), gradientsBelow, count);
      }
      return loss;
    },

    update() {
      steps++;
      for (const layer of layers) adam(layer, steps);
    },
  };
}

function createLayer(inputs: number, units: number, random: () => number): Layer {
  const weights = inputs * units;
  const deviation = Math.sqrt(2 / inputs);
  const parameters = Float32Array.from({ length: weights + units }, (_, i) => (i < weights ? deviation * random() : 0));
  const [gradients, mean, square] = [0, 0, 0].map(() => new Float32Array(parameters.length));
  return { inputs, units, parameters, gradients, mean, square };
}

/** results = input weights + biases, for `count` points. */
function multiply(layer: Layer, input: Float32Array, results: Float32Array, count: number): void {
  const { inputs, units, parameters } = layer;
  const biases = inputs * units;
  for (let n = 0; n < count; n++) {
    for (let j = 0; j < units; j++) {
      let sum = parameters[biases + j];
      for (let i = 0; i < inputs; i++) sum += input[n * inputs + i] * parameters[j * inputs + i];
      results[n * units + j] = sum;
    }
  }
}

/** The gradients of a layer's parameters and, where it has a layer below, of its input, from those of its results. */
function backpropagate(
  layer: Layer,
  input: Float32Array,
  resultGradients: Float32Array,
  inputGradients: Float32Array | undefined,
  count: number,
): void {
  const { inputs, units, parameters, gradients } = layer;
  const biases = inputs * units;
  gradients.fill(0);
  inputGradients?.fill(0);
  for (let n = 0; n < count; n++) {
    for (let j = 0; j < units; j++) {
      const gradient = resultGradients[n * units + j];
      gradients[biases + j] += gradient;
      for (let i = 0; i < inputs; i++) gradients[j * inputs + i] += gradient * input[n * inputs + i];
      if (!inputGradients) continue;
      for (let i = 0; i < inputs; i++) inputGradients[n * inputs + i] += gradient * parameters[j * inputs + i];
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
