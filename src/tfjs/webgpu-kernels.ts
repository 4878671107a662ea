/** Kernels for TensorFlow.js' webgpu backend: the programs of webgl-kernels.ts in WGSL. */
import { POLYNOMIAL, POLYNOMIAL_FROM, shaderKernels } from "./expm1-shader.js";
import { type Compute, sizeOf } from "./formulas.js";
import type { TensorInfo } from "./registration.js";
import type { KernelEntry } from "./registry.js";

/** The workgroup size of the backend's own element-wise programs. */
const WORKGROUP_SIZE = 128;

/** The member of the backend that its kernels use. */
interface WebgpuBackend {
  runWebGPUProgram(program: object, inputs: TensorInfo[], dtype: string, uniforms: object[]): TensorInfo;
}

const FORWARD = `
  fn compute(x : f32) -> f32 {
    let r = max(x, ${POLYNOMIAL_FROM});
    let expm1 = select(exp(x) - 1.0, ${POLYNOMIAL}, x > ${POLYNOMIAL_FROM});
    return select(uniforms.scale * x, uniforms.alpha * expm1, x < 0.0);
  }`;
const BACKWARD = `
  fn compute(dy : f32, x : f32) -> f32 {
    return select(dy * (uniforms.alpha * exp(x)), uniforms.scale * dy, x > 0.0);
  }`;

export const WEBGPU_KERNELS: readonly KernelEntry[] = shaderKernels("webgpu", program(FORWARD), program(BACKWARD));

function program(code: string): Compute {
  return ({ scale }, tensors, alpha, backend) => {
    const [{ shape }] = tensors;
    const variableNames = ["A", "B"].slice(0, tensors.length);
    const program = {
      variableNames,
      outputShape: shape,
      uniforms: "alpha : f32, scale : f32,",
      workgroupSize: [WORKGROUP_SIZE, 1, 1],
      size: true,
      dispatchLayout: { x: shape.map((_, dimension) => dimension) },
      // The backend splits a dispatch that exceeds one dimension.
      dispatch: [Math.ceil(sizeOf(tensors[0]) / WORKGROUP_SIZE), 1, 1],
      // The key of the compiled program in the cache of the backend.
      shaderKey: code,
      getUserCode: () => `${code}
  fn main(index : i32) {
    if (index < uniforms.size) {
      setOutputAtIndex(index, compute(${variableNames.map((name) => `get${name}ByOutputIndex(index)`)}));
    }
  }`,
    };
    const uniforms = [alpha, scale].map((x) => ({ type: "float32", data: [x] }));
    return (backend as WebgpuBackend).runWebGPUProgram(program, tensors, "float32", uniforms);
  };
}
