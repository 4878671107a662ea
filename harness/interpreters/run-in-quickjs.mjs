/** `node run-in-quickjs.mjs FILE`: runs a script in a WebAssembly build of QuickJS, and prints the script's output. */
import { readFileSync } from "node:fs";
import { getQuickJS } from "quickjs-emscripten";

const [file] = process.argv.slice(2);
const { version } = JSON.parse(
  readFileSync(new URL("node_modules/quickjs-emscripten/package.json", import.meta.url), "utf8"),
);

const context = (await getQuickJS()).newContext();
const print = context.newFunction("print", (text) => console.log(context.getString(text)));
context.setProp(context.global, "print", print);

/** Defines the user agent, which QuickJS lacks. */
const userAgent = `globalThis.navigator = { userAgent: "QuickJS/${version}" };`;
context.unwrapResult(context.evalCode(userAgent + readFileSync(file, "utf8"), file));
while (context.unwrapResult(context.runtime.executePendingJobs()) > 0);
