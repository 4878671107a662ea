/**
 * Bundles each entry point that package.json exports into one file, which starts twice as fast as its dozen of modules, and into a
 * second one that can be required, with declarations of its own. The bundler keeps `const`: as `var`, which some bundlers
 * make of it, V8 would load a constant of the js backend at each use.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "rolldown";

/**
 * Cloudflare's workerd compiles modules from files only and refuses bytes: its bundles import the files that the others
 * embed. It then starts with them or not at all. The builds over shared memory stay embedded: it has no such memory.
 */
const modulesAsFiles = {
  name: "modules-as-files",
  resolveId: (source) => (source.endsWith(".wasm") ? { id: source, external: "absolute" } : null),
  transform(code, id) {
    const [, file] = /generated\/(elu[\w-]*)-wasm\.ts$/.exec(id) ?? [];
    const [, name] = /export const (\w+)/.exec(code) ?? [];
    return file && { code: `export { default as ${name} } from "../${file}.wasm";`, map: null };
  },
};

/** The adapter imports the functions by the package's name, so that it shares them, and the engine, with its user. */
const functionsByName = {
  name: "functions-by-name",
  resolveId: (source) => (/^\.\.?\/index\.js$/.test(source) ? { id: "elu-simd", external: true } : null),
};

const { exports } = JSON.parse(readFileSync("package.json", "utf8"));

for (const { require, workerd } of Object.values(exports).filter(({ require }) => require)) {
  const entry = basename(require.default, ".cjs");
  const plugins = entry === "tfjs" ? [functionsByName] : [];
  await bundle(entry, `dist/${entry}.js`, ...plugins);
  await bundle(entry, `dist/${entry}.cjs`, ...plugins);
  if (workerd) await bundle(entry, `dist/workerd/${entry}.js`, modulesAsFiles);
  declareForRequire(`dist/${entry}.d.ts`);
}

function bundle(entry, file, ...plugins) {
  return build({
    input: `src/${entry}.ts`,
    tsconfig: "src/tsconfig.json",
    plugins,
    output: {
      file,
      format: file.endsWith(".cjs") ? "cjs" : "es",
      strict: true,
      comments: false,
      sourcemap: true,
      // The sources lie beside dist in the package.
      sourcemapExcludeSources: true,
    },
  });
}

/**
 * Writes what `declarations` and all that they import say as the declarations of required modules: TypeScript takes those
 * from .d.cts files, which may import no others. Their lines, and so their source maps, are the same.
 */
function declareForRequire(declarations, done = new Set()) {
  if (done.has(declarations)) return;
  done.add(declarations);
  const code = readFileSync(declarations, "utf8").replaceAll(/(["'])(\.\.?\/.+?)\.js\1/g, (_, quote, module) => {
    declareForRequire(join(dirname(declarations), `${module}.d.ts`), done);
    return `${quote}${module}.cjs${quote}`;
  });
  writeFileSync(declarations.replace(/\.d\.ts$/, ".d.cts"), code);
}
