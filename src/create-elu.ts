/** All functions of the package, bound to an engine of their own. */
import type { WasmBuild } from "./backend.js";
import type { CreateEluOptions, Elu } from "./elu.js";
import { createArena, createEngine } from "./engine.js";
import { celu, celuBackward, elu, eluBackward, getBackend, selu, seluBackward } from "./functions.js";
import { checkBackendChoice, checkModule, checkOptions } from "./validate.js";

/** The functions on the backend that `options`, those of createElu, choose among `builds` and JavaScript. */
export function createEluFrom(builds: readonly WasmBuild[], options: CreateEluOptions): Elu {
  checkOptions("createElu", options, '{ backend: "js" }');
  const { backend = "auto", module } = options;
  checkBackendChoice("createElu", backend, ["auto", ...builds.map(({ name }) => name), "js"]);
  if (module !== undefined) checkModule("createElu", module);

  const engine = createEngine(builds, backend, module);
  return {
    elu: (input, options) => elu(engine, input, options),
    selu: (input, options) => selu(engine, input, options),
    celu: (input, options) => celu(engine, input, options),
    eluBackward: (gradOutput, saved, options) => eluBackward(engine, gradOutput, saved, options),
    seluBackward: (gradOutput, saved, options) => seluBackward(engine, gradOutput, saved, options),
    celuBackward: (gradOutput, saved, options) => celuBackward(engine, gradOutput, saved, options),
    createArena: (length) => createArena(engine, length),
    getBackend: () => getBackend(engine),
  };
}
