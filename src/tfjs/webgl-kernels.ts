/**
 * Kernels for TensorFlow.js' webgl backend: one program for ELU with any alpha, tf.elu and tf.selu, and one for the
 * gradient. The backend's own programs subtract 1 from e^x and lose digits near 0.
 */
import { POLYNOMIAL, POLYNOMIAL_FROM, shaderKernels } from "./expm1-shader.js";
import type { Compute } from "./formulas.js";
import type { TensorInfo } from "./registration.js";
import type { KernelEntry } from "./registry.js";
import type { KernelRegistry } from "./tensorflow.js";

/** The flags of `tf` say whether the backend packs textures. */
export function webglKernels(tf: KernelRegistry): readonly KernelEntry[] {
  const elu = program(tf, forward, "WEBGL_PACK_UNARY_OPERATIONS");
  const gradient = program(tf, backward, "WEBGL_PACK_BINARY_OPERATIONS");
  return shaderKernels("webgl", elu, gradient);
}

/** The member of the backend that its kernels use. */
interface WebglBackend {
  runWebGLProgram(program: object, inputs: TensorInfo[], dtype: string, uniforms: number[][]): TensorInfo;
}

/** The GLSL for single floats, or for the four floats of a packed texel. */
interface Form {
  readonly type: "float" | "vec4";
  readonly isAbove: (a: string, b: string) => string;
  /** Chooses each component from a or b: by `mix`, which compiles to no branch, if this GLSL has it. */
  readonly choose: string;
}

const SINGLE: Form = {
  type: "float",
  isAbove: (a, b) => `${a} > ${b}`,
  choose: "float choose(float a, float b, bool which) { return which ? b : a; }",
};

const PACKED: Form = {
  type: "vec4",
  isAbove: (a, b) => `greaterThan(${a}, ${b})`,
  choose: `vec4 choose(vec4 a, vec4 b, bvec4 which) {
#if __VERSION__ >= 300
    return mix(a, b, which);
#else
    return vec4(${["r", "g", "b", "a"].map((part) => `which.${part} ? b.${part} : a.${part}`)});
#endif
  }`,
};

/** ELU of A. NaN is not below 0, so it does not reach the polynomial. */
function forward({ type, isAbove }: Form): string {
  return `
    ${type} x = getAAtOutCoords();
    ${type} r = max(x, ${type}(${POLYNOMIAL_FROM}));
    ${type} p = ${POLYNOMIAL};
    ${type} expm1 = choose(exp(x) - 1.0, p, ${isAbove("x", `${type}(${POLYNOMIAL_FROM})`)});
    setOutput(choose(scale * x, alpha * expm1, ${isAbove(`${type}(0)`, "x")}));`;
}

/** A times the gradient at B. */
function backward({ type, isAbove }: Form): string {
  return `
    ${type} dy = getAAtOutCoords();
    ${type} x = getBAtOutCoords();
    setOutput(choose(dy * (alpha * exp(x)), scale * dy, ${isAbove("x", `${type}(0)`)}));`;
}

function program(tf: KernelRegistry, main: (form: Form) => string, packing: string): Compute {
  return ({ scale }, tensors, alpha, backend) => {
    const [{ shape }] = tensors;
    const packed = tf.env().getBool(packing);
    const form = packed ? PACKED : SINGLE;
    const program = {
      variableNames: ["A", "B"].slice(0, tensors.length),
      outputShape: shape,
      packedInputs: packed,
      packedOutput: packed,
      // One program for all shapes of a rank, which the backend supports up to rank 4.
      enableShapeUniforms: tf.env().getBool("WEBGL_USE_SHAPES_UNIFORMS") && shape.length <= 4,
      customUniforms: ["alpha", "scale"].map((name) => ({ name, type: "float" })),
      userCode: `
  ${form.choose}
  void main() {${main(form)}
  }`,
    };
    return (backend as WebglBackend).runWebGLProgram(program, tensors, "float32", [[alpha], [scale]]);
  };
}
