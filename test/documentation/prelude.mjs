/** What runs before the code of the pages: a check of the results in its comments, and a host that imports .wasm files. */
import { equal } from "node:assert/strict";
import { register } from "node:module";
import { inspect } from "node:util";

globalThis.expectPrinted = (value, printed) => equal(inspect(value, { breakLength: Infinity }), printed);

/** A host in which the import of a .wasm file gives a module, compiled. */
const hooks = `export async function load(url, context, next) {
  if (!url.endsWith(".wasm")) return next(url, context);
  const source = \`import { readFileSync } from "node:fs";
    export default new WebAssembly.Module(readFileSync(new URL("\${url}")));\`;
  return { format: "module", shortCircuit: true, source };
}`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
