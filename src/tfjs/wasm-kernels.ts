/**
 * Kernels for TensorFlow.js' wasm backend: the package's module over the backend's own linear memory, where tensors are
 * read and written in place. Where the module does not work over that memory, the package's functions compute, and arrays
 * pass through their staging.
 */

import { WASM_SIMD } from "../core/builds.js";
import { runKernel } from "../core/call.js";
import { compile, instantiate, message } from "../core/instantiate.js";
import type { Kernels } from "../core/kernels.js";
import { withSharedMemory } from "../core/shared-module.js";
import { type Compute, ELU_ALPHA, ELU_ALPHA_GRAD, type EluKernel, KERNELS, kernelFor, lengthOf } from "./kernels.js";
import type { NewKernel } from "./registry.js";
import type { KernelRegistry, TensorInfo } from "./tensorflow.js";

const WASM = "wasm";

/** EluGrad is left: the backend's own computes it in float64, to half an ULP and in the same time. */
export function wasmKernels(tf: KernelRegistry): readonly NewKernel[] {
  // The threaded backend's own Elu runs on all cores, and keeps the digits that those of other backends lose.
  const own: Compute = (_kernel, [x], _alpha, backend) =>
    tf.getKernel("Elu", WASM)?.kernelFunc({ inputs: { x }, backend }) as TensorInfo;
  return [
    kernelFor(WASM, ELU_ALPHA, (kernel, tensors, alpha, backend) =>
      (alpha === 1 && placementIn(backend).isThreaded ? own : compute)(kernel, tensors, alpha, backend),
    ),
    kernelFor(WASM, ELU_ALPHA_GRAD, compute),
    kernelFor(WASM, "Elu", compute, (backend) => {
      const { kernels, isThreaded } = placementIn(backend);
      return isThreaded || !kernels;
    }),
    kernelFor(WASM, "Selu", compute),
  ];
}

/** Of the backend what its own kernels use. */
interface WasmBackend {
  /** The Emscripten module. */
  readonly wasm: {
    readonly asm?: { readonly memory?: unknown };
    /** Of the threaded build. */
    readonly wasmMemory?: unknown;
    /** All of the memory as it is now. */
    readonly HEAPU8: Uint8Array;
    readonly HEAPF32: Float32Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  /** Data of another backend is moved here by `get`. */
  readonly dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: string): TensorInfo;
}

/** How ELU is computed over a backend's memory. */
export interface Placement {
  /** The package's kernels, in place. */
  readonly kernels?: Kernels;
  /** Why there are none. */
  readonly reason?: string;
  /** Whether the backend computes on several threads. */
  readonly isThreaded: boolean;
}

/** By the backend: one that was removed and made anew has another memory. */
const placements = new WeakMap<object, Placement>();

/** Over the memory of that backend. */
export function placementIn(backend: object): Placement {
  let placement = placements.get(backend);
  if (!placement) {
    placement = place(backend as WasmBackend);
    placements.set(backend, placement);
  }
  return placement;
}

function place(backend: WasmBackend): Placement {
  const isThreaded = backend.wasm.HEAPU8.buffer[Symbol.toStringTag] === "SharedArrayBuffer";
  try {
    const module = compile(WASM_SIMD, isThreaded ? withSharedMemory : undefined);
    const kernels = instantiate(module, memoryOf(backend), WASM_SIMD.constants);
    checkAnswers(backend, kernels);
    return { kernels, isThreaded };
  } catch (error) {
    return { reason: message(error), isThreaded };
  }
}

function memoryOf({ wasm }: WasmBackend): WebAssembly.Memory {
  const memory = wasm.asm?.memory ?? wasm.wasmMemory;
  if (Object.prototype.toString.call(memory) !== "[object WebAssembly.Memory]") {
    throw new Error("the wasm backend shows no memory");
  }
  return memory as WebAssembly.Memory;
}

/** As many as a kernel computes at once: the reduced ranges next to 0 and beyond, saturation, -0, NaN, positive inputs. */
const QUESTIONS = Float32Array.of(
  ...[-0.3, -0.8, -5, 1.5, -1e-8, -0, -100, Number.NaN],
  ...[-0.1, -1.2, -2.5, -17, 0, 1e-3, -40, Infinity],
);

/**
 * Throws unless the kernels answer, in a piece of memory that the backend's allocator gives, like the functions, which were
 * checked themselves (../known-answers.ts): it is this memory, and this engine computes SIMD over it rightly.
 */
function checkAnswers({ wasm }: WasmBackend, kernels: Kernels): void {
  const address = wasm._malloc(QUESTIONS.byteLength) >>> 0;
  if (address === 0) throw new Error("the wasm backend gives no memory");
  try {
    const floats = new Float32Array(wasm.HEAPU8.buffer, address, QUESTIONS.length);
    for (const kernel of Object.values<EluKernel>(KERNELS)) {
      const alpha = kernel.alpha ?? 0.75;
      const expected = kernel.run([QUESTIONS, QUESTIONS], alpha);
      floats.set(QUESTIONS);
      runInPlace(kernels, kernel, [address, address], address, QUESTIONS.length, alpha);
      if (expected.some((answer, i) => !Object.is(answer, floats[i]))) {
        throw new Error("the WebAssembly kernels answer wrong in the wasm backend's memory");
      }
    }
  } finally {
    wasm._free(address);
  }
}

function compute(kernel: EluKernel, tensors: TensorInfo[], alpha: number, givenBackend: object): TensorInfo {
  const backend = givenBackend as WasmBackend;
  const { kernels } = placementIn(backend);
  const { wasm, dataIdMap } = backend;
  const inputs = tensors.map(({ dataId }) => dataIdMap.get(dataId).memoryOffset);
  const result = backend.makeOutput(tensors[0].shape, "float32");
  const output = dataIdMap.get(result.dataId).memoryOffset;
  const length = lengthOf(result);
  if (kernels) {
    runInPlace(kernels, kernel, inputs, output, length, alpha);
  } else {
    const floatsAt = (address: number) => new Float32Array(wasm.HEAPU8.buffer, address, length);
    kernel.run(inputs.map(floatsAt), alpha, floatsAt(output));
  }
  return result;
}

function runInPlace(
  kernels: Kernels,
  { kernel, scale }: EluKernel,
  inputs: readonly number[],
  output: number,
  length: number,
  alpha: number,
): void {
  runKernel(kernels, kernel, inputs[0], inputs[1], output, length, alpha, scale, 1);
}
