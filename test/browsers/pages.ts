/** The pages of the site, which differ in how the package is loaded and in the place where it runs. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "rolldown";
import { writeContract } from "../engines/bundle-contract.js";

/** Prints uncaught errors on the console, because Firefox does not. */
const PRINT_ERRORS = `addEventListener("error", ({ message }) => console.error(message));
addEventListener("unhandledrejection", ({ reason }) => console.error(String(reason)));`;

/** A script that runs the contract and reports to `address`. */
export const contractScript = (poolOptions = "", address = "report") => `import { keepContract } from "./contract.js";
${PRINT_ERRORS}
keepContract(${poolOptions}).then((report) => fetch("${address}", { method: "POST", body: JSON.stringify(report) }));
`;

/** Address of the workers' program on the site. */
const WORKER_FILE = "node_modules/elu-simd/dist/threads/worker.js";

const SCRIPTS: Readonly<Record<string, string>> = {
  "in-worker.js": `new Worker("bundled.js", { type: "module" });`,
  "in-service-worker.js": `navigator.serviceWorker.register("bundled.js");`,
  "in-shared-worker.js": `new SharedWorker("bundled.js", { type: "module" });`,
  "in-audio-worklet.js": `const context = new OfflineAudioContext(1, 128, 48_000);
context.audioWorklet.addModule("worklet.js").then(() => {
  const { userAgent: agent } = navigator;
  const { port } = new AudioWorkletNode(context, "contract");
  port.onmessage = ({ data }) => fetch("report", { method: "POST", body: JSON.stringify({ ...data, agent }) });
});`,
  "in-sandboxed-frame.js": `const frame = document.createElement("iframe");
frame.sandbox = "allow-scripts";
frame.src = "unbundled.html";
document.body.append(frame);`,
  "worker-file.js": contractScript(`{ workerUrl: "${WORKER_FILE}" }`),
  "trusted-worker-file.js": `const page = globalThis.trustedTypes?.createPolicy("page", { createScriptURL: (url) => url });
globalThis.workerUrl = page?.createScriptURL("${WORKER_FILE}");
${contractScript("{ workerUrl }")}`,
  "going-back.js": `addEventListener("load", () => setTimeout(() => history.back(), Number(location.search.slice(1))));`,
  "erring.js": `${PRINT_ERRORS}
console.error("an error on purpose");
Promise.reject(new Error("a rejection on purpose"));
throw new Error("an exception on purpose");`,
};

/** Reports to the page, because a worklet has neither `fetch` nor a user agent. */
const WORKLET = `import { keepContract } from "./contract.js";
registerProcessor("contract", class extends AudioWorkletProcessor {
  constructor() {
    super();
    keepContract().then((report) => this.port.postMessage(report));
  }
  process() {
    return true;
  }
});
`;

/** Programs of this folder, each on its page. They import the package by name. */
const PROGRAMS = ["removed-frame", "back-forward"];

/** Bundles a script of the folder into one file without imports and exports, which also runs as a classic script. */
export async function bundle(folder: string, script: string, file: string): Promise<void> {
  await build({ input: join(folder, script), output: { file, minify: true } });
}

/** Writes all pages into a folder with the installed package. */
export async function writePages(folder: string): Promise<void> {
  await writeContract(folder);
  writeFileSync(join(folder, "unbundled.js"), contractScript());
  // Not every browser runs modules as service workers.
  await bundle(folder, "unbundled.js", join(folder, "bundled.js"));
  writeFileSync(join(folder, "processor.js"), WORKLET);
  await build({ input: join(folder, "processor.js"), output: { file: join(folder, "worklet.js") } });
  for (const [name, code] of Object.entries(SCRIPTS)) writeFileSync(join(folder, name), code);
  for (const program of PROGRAMS) {
    const output = { file: join(folder, `${program}.js`) };
    await build({ input: join(import.meta.dirname, `${program}.ts`), external: /^elu-simd/, output });
  }
  const programScripts = PROGRAMS.map((program) => `${program}.js`);
  for (const name of ["unbundled.js", "bundled.js", ...programScripts, ...Object.keys(SCRIPTS)]) {
    writeFileSync(join(folder, name.replace(".js", ".html")), pageOf(name, importsIn(folder)));
  }
}

/** The import map by which a page without a bundler imports the package by name. */
function importsIn(folder: string): Record<string, string> {
  const root = "node_modules/elu-simd";
  const { exports } = JSON.parse(readFileSync(join(folder, root, "package.json"), "utf8"));
  const modules = Object.entries<{ default?: string }>(exports).filter(([, { default: file }]) => file);
  return Object.fromEntries(
    modules.map(([name, { default: file }]) => [name.replace(".", "elu-simd"), file?.replace(".", `./${root}`) ?? ""]),
  );
}

function pageOf(script: string, imports: Record<string, string>): string {
  return `<!doctype html>
<title>${script}</title>
<script type="importmap" nonce="map">${JSON.stringify({ imports })}</script>
<body></body>
<script type="module" src="${script}"></script>
`;
}
