/**
 * Kernels for TensorFlow.js' webgl backend, each one program: ELU of any alpha, which is tf.elu and tf.selu too, and its
 * gradient. The backend's own lose the digits next to 0, where they subtract 1 from e^x.
 */
import { LN_2_HALVES, POLYNOMIAL } from "./expm1-shader.js";
import { type Compute, ELU_ALPHA, ELU_ALPHA_GRAD, kernelFor } from "./kernels.js";
import type { NewKernel } from "./registry.js";
import type { KernelRegistry, TensorInfo } from "./tensorflow.js";

/** `tf` says how the backend packs. */
export function webglKernels(tf: KernelRegistry): readonly NewKernel[] {
  const forward = program(tf, FORWARD, "WEBGL_PACK_UNARY_OPERATIONS");
  const backward = program(tf, BACKWARD, "WEBGL_PACK_BINARY_OPERATIONS");
  return [
    kernelFor(WEBGL, ELU_ALPHA, forward),
    kernelFor(WEBGL, ELU_ALPHA_GRAD, backward),
    kernelFor(WEBGL, "Elu", forward),
    kernelFor(WEBGL, "Selu", forward),
  ];
}

const WEBGL = "webgl";

/** Of the backend what its own kernels use. */
interface WebglBackend {
  runWebGLProgram(program: object, inputs: TensorInfo[], dtype: string, uniforms: number[][]): TensorInfo;
}

/** NaN is not below 0, and so keeps out of the polynomial. */
const FORWARD = `
  float expm1(float x) {
    float r = x > ${-LN_2_HALVES} ? x : x + ${2 * LN_2_HALVES};
    float p = ${POLYNOMIAL};
    return x > ${-LN_2_HALVES} ? p : x > ${-3 * LN_2_HALVES} ? 0.5 * p - 0.5 : exp(x) - 1.0;
  }
  float compute(float x) {
    return x < 0.0 ? alpha * expm1(x) : scale * x;
  }`;
const BACKWARD = `
  float compute(float dy, float x) {
    return x > 0.0 ? scale * dy : dy * (alpha * exp(x));
  }`;

function program(tf: KernelRegistry, code: string, packing: string): Compute {
  return ({ scale }, tensors, alpha, backend) => {
    const [{ shape }] = tensors;
    const packed = tf.env().getBool(packing);
    const variableNames = ["A", "B"].slice(0, tensors.length);
    const program = {
      variableNames,
      outputShape: shape,
      packedInputs: packed,
      packedOutput: packed,
      // One program for all shapes of a rank; the backend knows such up to rank 4.
      enableShapeUniforms: tf.env().getBool("WEBGL_USE_SHAPES_UNIFORMS") && shape.length <= 4,
      customUniforms: ["alpha", "scale"].map((name) => ({ name, type: "float" })),
      userCode: `${code}${packed ? mainOfFours(variableNames) : mainOfOnes(variableNames)}`,
    };
    return (backend as WebglBackend).runWebGLProgram(program, tensors, "float32", [[alpha], [scale]]);
  };
}

function mainOfOnes(variableNames: string[]): string {
  const inputs = variableNames.map((name) => `get${name}AtOutCoords()`);
  return `
  void main() {
    setOutput(compute(${inputs}));
  }`;
}

function mainOfFours(variableNames: string[]): string {
  const inputs = variableNames.map((name) => `vec4 ${name}s = get${name}AtOutCoords();`).join(" ");
  const results = ["r", "g", "b", "a"].map((part) => `compute(${variableNames.map((name) => `${name}s.${part}`)})`);
  return `
  void main() {
    ${inputs}
    setOutput(vec4(${results}));
  }`;
}
