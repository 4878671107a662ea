/**
 * Bundles each entry point that package.json exports into an ES module, which starts twice as fast as its dozen of
 * modules, and into a CommonJS module with separate declarations. The bundler keeps `const`: some bundlers make it
 * `var`, and V8 would then load a constant of the js backend at each use.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "rolldown";

/**
 * Cloudflare's workerd compiles WebAssembly only from files: its bundles import the files that others embed as bytes,
 * and do not start without them. Only builds over shared memory need the bytes, and workerd has no shared memory.
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

/** The adapter imports the package by name, so that it shares the functions and their arenas with the application. */
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
      // The package contains the sources.
      sourcemapExcludeSources: true,
    },
  });
}

/**
 * Copies `declarations`, and the declarations that they import, to .d.cts files: TypeScript requires those for CommonJS
 * modules, and they may import no others. The lines stay the same, and so do the source maps.
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
