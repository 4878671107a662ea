/** All functions of the package, bound to an engine of their own. */
import type { CreateEluOptions, Elu } from "./api.js";
import { jsBackend, selectBackend, selectWasmBackend, TWIN } from "./backend.js";
import { createArena, Engine, getBackend } from "./engine.js";
import { functionsOn } from "./functions.js";
import type { JsBuild, WasmBuild } from "./kernels.js";
import { checkBackendChoice, checkModule, checkOptions } from "./validate.js";

/** The functions on the backend that `options`, those of createElu, choose among `builds`, `fallback` and the twin. */
export function createEluFrom(builds: readonly WasmBuild[], fallback: JsBuild, options: CreateEluOptions): Elu {
  checkOptions("createElu", options, ["backend", "module"], 'backend: "js"');
  const { backend = "auto", module } = options;
  const jsBuilds = [...new Set([fallback, TWIN])];
  checkBackendChoice("createElu", backend, ["auto", ...[...builds, ...jsBuilds].map(({ name }) => name)]);
  if (module !== undefined) checkModule("createElu", module);

  const candidates = builds.filter(({ name }) => backend === "auto" || backend === name);
  if (module && candidates.length > 0) candidates[0] = { name: candidates[0].name, wasm: module };
  const engine = new Engine(() => {
    if (backend === "auto") return selectBackend(candidates, fallback);
    const chosen = jsBuilds.find(({ name }) => name === backend);
    return chosen ? jsBackend(chosen, `the ${backend} backend was asked for`) : selectWasmBackend(candidates);
  });
  // What cannot be had is said here and now.
  engine.backend;
  return {
    ...functionsOn(engine),
    createArena: (length) => createArena(engine, length),
    getBackend: () => getBackend(engine),
  };
}
