/** All functions of the package, bound to an engine of their own. */
import type { CreateEluOptions, Elu } from "./api.js";
import { jsBackend, selectBackend, selectWasmBackend } from "./backend.js";
import { createArena, Engine, getBackend } from "./engine.js";
import { functionsOn } from "./functions.js";
import type { WasmBuild } from "./kernels.js";
import { checkBackendChoice, checkModule, checkOptions } from "./validate.js";

/** The functions on the backend that `options`, those of createElu, choose among `builds` and JavaScript. */
export function createEluFrom(builds: readonly WasmBuild[], options: CreateEluOptions): Elu {
  checkOptions("createElu", options, ["backend", "module"]);
  const { backend = "auto", module } = options;
  checkBackendChoice("createElu", backend, ["auto", ...builds.map(({ name }) => name), "js"]);
  if (module !== undefined) checkModule("createElu", module);

  const candidates = builds.filter(({ name }) => backend === "auto" || backend === name);
  if (module && candidates.length > 0) candidates[0] = { name: candidates[0].name, wasm: module };
  const engine = new Engine(() => {
    if (backend === "js") return jsBackend("the js backend was asked for");
    return backend === "auto" ? selectBackend(candidates) : selectWasmBackend(candidates);
  });
  // What cannot be had is said here and now.
  engine.backend;
  return {
    ...functionsOn(engine),
    createArena: (length) => createArena(engine, length),
    getBackend: () => getBackend(engine),
  };
}
