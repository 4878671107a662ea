/**
 * The functions of the package over one backend: each checks its arguments, says which numbers make it of the one
 * function that the kernels know (kernels.ts), and lets the workspace that holds its arrays run them.
 */
import { type Arena, createArenaIn } from "./arena.js";
import { type Instance, selectBackend, type WasmBuild } from "./backend.js";
import { SELU_ALPHA, SELU_SCALE } from "./constants.js";
import type { BackwardOptions, CreateEluOptions, Elu, OutOptions } from "./elu.js";
import { wholeVectors } from "./kernels.js";
import {
  alphaFrom,
  checkBackendChoice,
  checkFloat32Array,
  checkFrom,
  checkLength,
  checkModule,
  checkNotNegative,
  checkOptions,
  checkSameLength,
  positiveAlphaFrom,
  resultFor,
} from "./validate.js";
import { WORKSPACE_BYTES, Workspace } from "./workspace.js";

/** The functions on the backend that `options` choose among `builds` and JavaScript; `options` as createElu's. */
export function createEluFrom(builds: readonly WasmBuild[], options: CreateEluOptions): Elu {
  checkOptions("createElu", options, '{ backend: "js" }');
  const { backend: choice = "auto", module } = options;
  checkBackendChoice("createElu", choice, ["auto", ...builds.map(({ name }) => name), "js"]);
  if (module !== undefined) checkModule("createElu", module);

  const { name, reason, instance, instantiate } = selectBackend(builds, choice, module);
  const workspace = new Workspace(instance.kernels, instance.memory);
  /** The workspace of each arena that is still in use, by its memory; none before there is one. */
  let arenas: WeakMap<ArrayBufferLike, Workspace> | undefined;

  /** The workspace whose memory holds one of the arrays: what lies there is not copied. */
  function workspaceFor(out: Float32Array, input: Float32Array, other: Float32Array): Workspace {
    if (!arenas) return workspace;
    return arenas.get(out.buffer) ?? arenas.get(input.buffer) ?? arenas.get(other.buffer) ?? workspace;
  }

  function createArena(length: number): Arena {
    checkLength("createArena", length);
    let own: Instance;
    try {
      own = instantiate(WORKSPACE_BYTES + wholeVectors(length) * Float32Array.BYTES_PER_ELEMENT);
    } catch (cause) {
      throw new RangeError(`createArena: no memory for an arena of ${length} floats`, { cause });
    }
    arenas ??= new WeakMap();
    arenas.set(own.memory, new Workspace(own.kernels, own.memory));
    return createArenaIn(own.memory, WORKSPACE_BYTES, length);
  }

  function forward(
    where: string,
    input: Float32Array,
    { out }: OutOptions,
    alpha: number,
    scale: number,
    divisor: number,
  ): Float32Array {
    checkFloat32Array(where, "input", input);
    const result = resultFor(where, out, "input", input);
    workspaceFor(result, input, input).forward(input, result, alpha, scale, divisor);
    return result;
  }

  function backward(
    where: string,
    gradOutput: Float32Array,
    saved: Float32Array,
    { from = "input", out }: BackwardOptions,
    alpha: number,
    scale: number,
    divisor: number,
  ): Float32Array {
    checkFloat32Array(where, "gradOutput", gradOutput);
    checkFloat32Array(where, "saved", saved);
    checkSameLength(where, "saved", saved, "gradOutput", gradOutput);
    checkFrom(where, from);
    const result = resultFor(where, out, "gradOutput", gradOutput);
    workspaceFor(result, gradOutput, saved).backward(from, gradOutput, saved, result, alpha, scale, divisor);
    return result;
  }

  return {
    elu(input, options = {}) {
      const alpha = alphaFrom("elu", options);
      return forward("elu", input, options, alpha, 1, 1);
    },
    selu(input, options = {}) {
      checkOptions("selu", options, "{ out }");
      return forward("selu", input, options, SELU_ALPHA, SELU_SCALE, 1);
    },
    celu(input, options = {}) {
      const alpha = positiveAlphaFrom("celu", options);
      return forward("celu", input, options, alpha, 1, alpha);
    },
    eluBackward(gradOutput, saved, options = {}) {
      const alpha = alphaFrom("eluBackward", options);
      if (options.from === "output") checkNotNegative("eluBackward", alpha);
      return backward("eluBackward", gradOutput, saved, options, alpha, 1, 1);
    },
    seluBackward(gradOutput, saved, options = {}) {
      checkOptions("seluBackward", options, '{ from: "output" }');
      return backward("seluBackward", gradOutput, saved, options, SELU_ALPHA, SELU_SCALE, 1);
    },
    celuBackward(gradOutput, saved, options = {}) {
      const alpha = positiveAlphaFrom("celuBackward", options);
      return backward("celuBackward", gradOutput, saved, options, alpha, 1, alpha);
    },
    createArena,
    getBackend: () => ({ name, reason }),
  };
}
