/**
 * Bundles each entry point of the package into one file, which starts twice as fast as its dozen of modules. The bundler
 * keeps `const`: as `var`, which some bundlers make of it, V8 would load a constant of the js backend at each use.
 */
import { build } from "rolldown";

for (const entry of ["index", "relaxed", "threads"]) {
  await build({
    input: `src/${entry}.ts`,
    tsconfig: "src/tsconfig.json",
    output: {
      file: `dist/${entry}.js`,
      comments: false,
      sourcemap: true,
      // The sources lie beside dist in the package.
      sourcemapExcludeSources: true,
    },
  });
}
