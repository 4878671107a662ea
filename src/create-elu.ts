/** All functions of the package, bound to an engine of their own. */
import type { WasmBuild } from "./backend.js";
import type { CreateEluOptions, Elu } from "./elu.js";
import { backwardOn, createArena, createEngine, forwardOn, getBackend } from "./engine.js";
import {
  celu,
  celuBackward,
  elu,
  eluBackward,
  type RunBackward,
  type RunForward,
  selu,
  seluBackward,
} from "./functions.js";
import { checkBackendChoice, checkModule, checkOptions } from "./validate.js";

/** The functions on the backend that `options`, those of createElu, choose among `builds` and JavaScript. */
export function createEluFrom(builds: readonly WasmBuild[], options: CreateEluOptions): Elu {
  checkOptions("createElu", options, '{ backend: "js" }');
  const { backend = "auto", module } = options;
  checkBackendChoice("createElu", backend, ["auto", ...builds.map(({ name }) => name), "js"]);
  if (module !== undefined) checkModule("createElu", module);

  const engine = createEngine(builds, backend, module);
  const forward: RunForward<Float32Array> = (input, out, alpha, scale, divisor) =>
    forwardOn(engine, input, out, alpha, scale, divisor);
  const backward: RunBackward<Float32Array> = (from, gradOutput, saved, out, alpha, scale, divisor) =>
    backwardOn(engine, from, gradOutput, saved, out, alpha, scale, divisor);
  return {
    elu: (input, options) => elu(forward, input, options),
    selu: (input, options) => selu(forward, input, options),
    celu: (input, options) => celu(forward, input, options),
    eluBackward: (gradOutput, saved, options) => eluBackward(backward, gradOutput, saved, options),
    seluBackward: (gradOutput, saved, options) => seluBackward(backward, gradOutput, saved, options),
    celuBackward: (gradOutput, saved, options) => celuBackward(backward, gradOutput, saved, options),
    createArena: (length) => createArena(engine, length),
    getBackend: () => getBackend(engine),
  };
}
