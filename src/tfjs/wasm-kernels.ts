/**
 * Kernels for TensorFlow.js' wasm backend: the package's functions over the backend's own memory, which read and write
 * tensors in place.
 */
import { createElu } from "../index.js";
import {
  type Compute,
  ELU_ALPHA,
  ELU_ALPHA_GRAD,
  entryFor,
  type Functions,
  PACKAGE_FUNCTIONS,
  sizeOf,
} from "./formulas.js";
import type { TensorInfo } from "./registration.js";
import type { KernelEntry, Placement } from "./registry.js";
import type { KernelRegistry } from "./tensorflow.js";

const WASM = "wasm";

/** Without an entry for EluGrad: the backend's kernel computes in float64, within half an ULP and in the same time. */
export function wasmKernels(tf: KernelRegistry): readonly KernelEntry[] {
  // The Elu of the threaded backend runs on all cores and, unlike those of other backends, loses no digits near 0.
  const own: Compute = (_formula, [x], _alpha, backend) =>
    tf.getKernel("Elu", WASM)?.kernelFunc({ inputs: { x }, backend }) as TensorInfo;
  const eluAlpha: Compute = (formula, tensors, alpha, backend) =>
    (alpha === 1 && placeOf(backend).isThreaded ? own : compute)(formula, tensors, alpha, backend);
  const keepsElu = (backend: object) => {
    const { isThreaded, kernels } = placeOf(backend);
    return isThreaded || kernels !== "in-place";
  };
  return [
    entryFor(WASM, ELU_ALPHA, eluAlpha, placeOf),
    entryFor(WASM, ELU_ALPHA_GRAD, compute, placeOf),
    entryFor(WASM, "Elu", compute, placeOf, keepsElu),
    entryFor(WASM, "Selu", compute, placeOf),
  ];
}

/** The members of the backend that its kernels use. */
interface WasmBackend {
  /** The Emscripten module. */
  readonly wasm: {
    readonly asm?: { readonly memory?: unknown };
    /** In the threaded build. */
    readonly wasmMemory?: unknown;
    /** The whole memory. Growing it replaces this view. */
    readonly HEAPU8: Uint8Array;
  };
  /** `get` moves data here from another backend. */
  readonly dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: readonly number[], dtype: string): TensorInfo;
}

/** The memory in which the package computes on tensors of one backend, and the functions that compute. */
interface Place extends Placement {
  readonly functions: Functions;
  /** Whether the backend computes on several threads. */
  readonly isThreaded: boolean;
  /** The current buffer of the memory, which changes when it grows. */
  readonly buffer: () => ArrayBufferLike;
}

/** Keyed by backend: a backend that is removed and created again has another memory. */
const places = new WeakMap<object, Place>();

function placeOf(backend: object): Place {
  let place = places.get(backend);
  if (!place) {
    place = createPlace(backend as WasmBackend);
    places.set(backend, place);
  }
  return place;
}

function createPlace({ wasm }: WasmBackend): Place {
  const isThreaded = wasm.HEAPU8.buffer[Symbol.toStringTag] === "SharedArrayBuffer";
  const memory = (wasm.asm?.memory ?? wasm.wasmMemory) as WebAssembly.Memory | undefined;
  if (memory?.buffer !== wasm.HEAPU8.buffer) {
    const reason = "the wasm backend does not expose its memory";
    const buffer = () => wasm.HEAPU8.buffer;
    return { functions: PACKAGE_FUNCTIONS, isThreaded, buffer, kernels: "copying", reason };
  }
  const functions = createElu({ memory });
  const { name, reason } = functions.getBackend();
  const kernels = name === "js" ? "copying" : "in-place";
  return { functions, isThreaded, buffer: () => memory.buffer, kernels, reason };
}

const compute: Compute = ({ run }, tensors, alpha, givenBackend) => {
  const backend = givenBackend as WasmBackend;
  const place = placeOf(backend);
  // Both offsetOf and makeOutput may grow the memory, which detaches arrays.
  const offsets = tensors.map((tensor) => offsetOf(backend, tensor));
  const result = backend.makeOutput(tensors[0].shape, "float32");
  const length = sizeOf(result);
  const buffer = place.buffer();
  const arrays = offsets.map((offset) => new Float32Array(buffer, offset, length));
  run(place.functions, arrays[0], arrays[1], alpha, new Float32Array(buffer, offsetOf(backend, result), length));
  return result;
};

function offsetOf({ dataIdMap }: WasmBackend, { dataId }: TensorInfo): number {
  return dataIdMap.get(dataId).memoryOffset;
}
