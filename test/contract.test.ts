import { describe, it } from "vitest";
import { promisesOf } from "./contract/promises.js";
import { backendNames, functionsOn } from "./support/backends.js";

describe.each(backendNames)("on %s", (backend) => {
  const [functions, js] = [functionsOn(backend), functionsOn("js")];
  for (const { title, check } of promisesOf(backend)) it(title, () => check(functions, js));
});
