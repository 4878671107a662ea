/** The bundlers, each with the command of its manual and no settings. A new bundler is added here. */
import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Bundler {
  readonly name: string;
  /** A program in `node_modules/.bin` of installs/checkers, and the arguments that bundle `main.js` into `dist`. */
  readonly command: readonly [program: string, ...args: string[]];
  /** The folder in `dist` that gets the bundle; `.` by default. */
  readonly output?: string;
  /** Whether the command minifies. Bundles that are not minified have no budget. */
  readonly minifies: boolean;
}

export const bundlers: readonly Bundler[] = [
  { name: "Vite", command: ["vite", "build"], output: "assets", minifies: true },
  { name: "webpack", command: ["webpack", "build", "./main.js"], minifies: true },
  { name: "Rspack", command: ["rspack", "build", "--entry", "./main.js"], minifies: true },
  { name: "Parcel", command: ["parcel", "build", "main.js", "--dist-dir", "dist"], minifies: true },
  {
    name: "esbuild",
    command: ["esbuild", "main.js", "--bundle", "--minify", "--format=esm", "--outdir=dist"],
    minifies: true,
  },
  { name: "Rolldown", command: ["rolldown", "main.js", "--minify", "--dir", "dist"], minifies: true },
  { name: "Rollup", command: ["rollup", "main.js", "--plugin", "node-resolve", "--dir", "dist"], minifies: false },
];

/** Bundles the program `code` in an empty folder below the installed package, and returns the path of the bundle. */
export function bundle({ name, command, output = "." }: Bundler, folder: string, code: string): string {
  run(command, folder, code);
  const dist = join(folder, "dist", output);
  const bundles = readdirSync(dist).filter((file) => file.endsWith(".js"));
  if (bundles.length !== 1) throw new Error(`${name} wrote ${bundles.join(" and ") || "nothing"}, not one bundle`);
  return join(dist, bundles[0]);
}

/** Has Vite's dev server bundle the entry point, as before it serves a page, and returns the path of the module. */
export function optimize(folder: string, code: string, entryPoint: string): string {
  run(["vite", "optimize", "--force"], folder, code);
  return join(folder, "../node_modules/.vite/deps", `${entryPoint.replace("/", "_")}.js`);
}

function run([program, ...args]: Bundler["command"], folder: string, code: string): void {
  writeFileSync(join(folder, "main.js"), code);
  // The entry of Vite is a page.
  writeFileSync(join(folder, "index.html"), '<!doctype html><script type="module" src="main.js"></script>');
  runTool(program, args, folder);
}

/** Runs a program of installs/checkers in a folder. */
export function runTool(program: string, args: readonly string[], folder: string): void {
  const path = join(import.meta.dirname, "../../installs/checkers/node_modules/.bin", program);
  execFileSync(path, args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
}
