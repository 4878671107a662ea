/** `node run-in-quickjs.mjs FILE`: runs a script in QuickJS, which is itself WebAssembly here, and prints what it prints. */
import { readFileSync } from "node:fs";
import { getQuickJS } from "quickjs-emscripten";

const [file] = process.argv.slice(2);
const { version } = JSON.parse(
  readFileSync(new URL("node_modules/quickjs-emscripten/package.json", import.meta.url), "utf8"),
);

const context = (await getQuickJS()).newContext();
const print = context.newFunction("print", (text) => console.log(context.getString(text)));
context.setProp(context.global, "print", print);

/** The engine does not say what it is. */
const named = `globalThis.navigator = { userAgent: "QuickJS/${version}" };`;
context.unwrapResult(context.evalCode(named + readFileSync(file, "utf8"), file));
while (context.unwrapResult(context.runtime.executePendingJobs()) > 0);
