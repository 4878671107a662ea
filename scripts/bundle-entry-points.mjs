/**
 * Bundles each entry point of the package into one file, which starts twice as fast as its dozen of modules. The bundler
 * keeps `const`: as `var`, which some bundlers make of it, V8 would load a constant of the js backend at each use.
 */
import { build } from "rolldown";

/**
 * Cloudflare's workerd compiles modules from files only and refuses bytes: its bundles import the files that the others
 * embed. It then starts with them or not at all. The builds over shared memory stay embedded: it has no such memory.
 */
const modulesAsFiles = {
  name: "modules-as-files",
  resolveId: (source) => (source.endsWith(".wasm") ? { id: source, external: "absolute" } : null),
  transform(code, id) {
    const [, file] = /generated\/(elu|elu-relaxed)-wasm\.ts$/.exec(id) ?? [];
    const [, name] = /export const (\w+)/.exec(code) ?? [];
    return file && { code: `export { default as ${name} } from "../${file}.wasm";`, map: null };
  },
};

/** The adapter imports the functions by the package's name, so that it shares them, and the engine, with its user. */
const functionsByName = {
  name: "functions-by-name",
  resolveId: (source) => (/^\.\.?\/index\.js$/.test(source) ? { id: "elu-simd", external: true } : null),
};

for (const entry of ["index", "relaxed", "threads"]) {
  await bundle(entry, `dist/${entry}.js`);
  await bundle(entry, `dist/workerd/${entry}.js`, modulesAsFiles);
}

await bundle("tfjs", "dist/tfjs.js", functionsByName);

function bundle(entry, file, ...plugins) {
  return build({
    input: `src/${entry}.ts`,
    tsconfig: "src/tsconfig.json",
    plugins,
    output: {
      file,
      comments: false,
      sourcemap: true,
      // The sources lie beside dist in the package.
      sourcemapExcludeSources: true,
    },
  });
}
