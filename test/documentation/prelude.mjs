/** Runs before the code of the pages: checks the results in its comments, and makes Node import .wasm files. */
import { equal } from "node:assert/strict";
import { register } from "node:module";
import { inspect } from "node:util";

globalThis.expectPrinted = (value, printed) => equal(inspect(value, { breakLength: Infinity }), printed);

/** Makes the import of a .wasm file return a compiled module, as some hosts do. */
const hooks = `export async function load(url, context, next) {
  if (!url.endsWith(".wasm")) return next(url, context);
  const source = \`import { readFileSync } from "node:fs";
    export default new WebAssembly.Module(readFileSync(new URL("\${url}")));\`;
  return { format: "module", shortCircuit: true, source };
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
