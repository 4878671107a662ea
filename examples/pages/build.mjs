/** The pages of the examples, to `build/pages/`, for any static host. A worklet and a worker are one file each. */
import { cpSync, rmSync } from "node:fs";
import { build } from "rolldown";

const SCRIPTS = ["policy/page", "policy/worker", "audio/page", "audio/worklet"];

const OUT = "build/pages";

rmSync(OUT, { recursive: true, force: true });
for (const script of SCRIPTS) {
  await build({ input: `build/examples/${script}.js`, output: { file: `${OUT}/${script}.js`, minify: true } });
}
for (const file of ["index.html", "style.css"]) cpSync(`examples/pages/${file}`, `${OUT}/${file}`);
for (const example of ["policy", "audio"]) cpSync(`examples/${example}/index.html`, `${OUT}/${example}/index.html`);
