/** The API reference: a page for every public symbol of every entry point, and an error for one without a docstring. */
import { readFileSync } from "node:fs";

const { exports } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

export default {
  name: "elu-simd",
  readme: "none",
  entryPoints: Object.values(exports).flatMap(({ types }) =>
    types ? [types.replace(/^\.\/dist\/(.*)\.d\.ts$/, "../../src/$1.ts")] : [],
  ),
  tsconfig: "../../src/tsconfig.json",
  plugin: ["./same-functions.mjs"],
  out: "../../build/api",
  disableSources: true,
  validation: { notDocumented: true, notExported: true, invalidLink: true },
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
};
