/** All functions of the package on a backend of the caller's choice. */
import type { CreateEluOptions, Elu, EluFunctions } from "./api.js";
import { type Backend, jsBackend, selectBackend, selectWasmBackend } from "./backend.js";
import { JS } from "./builds.js";
import { CallerMemory } from "./caller-memory.js";
import { createArena, Dispatcher, getBackend } from "./dispatcher.js";
import * as door from "./door.js";
import type { JsBuild, WasmBuild } from "./kernels.js";
import { readSettings } from "./options.js";
import { checkBackendChoice, checkMemory, checkModule } from "./validate.js";

/** Creates the functions on the backend that `options` select from `builds`, `fallback` and `"js"`. */
export function createEluFrom(builds: readonly WasmBuild[], fallback: JsBuild, options: CreateEluOptions): Elu {
  const settings = readSettings("createElu", options, ["backend", "module", "memory"], 'backend: "js"');
  const { backend: choice = "auto", module, memory } = settings;
  const jsBuilds = [...new Set([fallback, JS])];
  checkBackendChoice("createElu", choice, ["auto", ...[...builds, ...jsBuilds].map(({ name }) => name)]);
  if (module !== undefined) checkModule("createElu", module);
  if (memory !== undefined) checkMemory("createElu", memory);

  const candidates = builds.filter(({ name }) => choice === "auto" || choice === name);
  if (module && candidates.length > 0) candidates[0] = { ...candidates[0], wasm: module };
  const dispatcher = new Dispatcher(() => {
    const backend = choose();
    const { build } = backend;
    return memory && build ? { ...backend, callerMemory: new CallerMemory(memory, build) } : backend;
  });
  // Select the backend now, so that an unavailable one throws here and not at the first call.
  void dispatcher.backend;
  return {
    ...functionsOn(dispatcher),
    createArena: (length) => createArena(dispatcher, length),
    getBackend: () => getBackend(dispatcher),
  };

  function choose(): Backend {
    if (choice === "auto") return selectBackend(candidates, fallback);
    const chosen = jsBuilds.find(({ name }) => name === choice);
    return chosen ? jsBackend(chosen, `the ${choice} backend was asked for`) : selectWasmBackend(candidates);
  }
}

/** The six functions, computed by `dispatcher`. */
function functionsOn(dispatcher: Dispatcher): EluFunctions {
  return {
    elu: (input, options) => door.elu(dispatcher, input, options) as never,
    selu: (input, options) => door.selu(dispatcher, input, options) as never,
    celu: (input, options) => door.celu(dispatcher, input, options) as never,
    eluBackward: (gradOutput, saved, options) => door.eluBackward(dispatcher, gradOutput, saved, options) as never,
    seluBackward: (gradOutput, saved, options) => door.seluBackward(dispatcher, gradOutput, saved, options) as never,
    celuBackward: (gradOutput, saved, options) => door.celuBackward(dispatcher, gradOutput, saved, options) as never,
  };
}
