/**
 * `node bundle.mjs PROGRAM FOLDER`: bundles a program into scripts for engines without modules: `es2017.js`, and
 * `react-native.js`, which Babel transforms with React Native's preset, as Metro (React Native's bundler) does.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformAsync } from "@babel/core";
import { build } from "esbuild";

const [program, folder] = process.argv.slice(2);

const { outputFiles } = await build({
  entryPoints: [program],
  bundle: true,
  format: "iife",
  target: "es2017",
  write: false,
});
const [{ text }] = outputFiles;
writeFileSync(join(folder, "es2017.js"), text);

const { code } = await transformAsync(text, {
  // Babel's helpers go into the script, because these engines cannot load other files.
  presets: [["@react-native/babel-preset", { enableBabelRuntime: false }]],
  filename: join(folder, "react-native.js"),
  cwd: import.meta.dirname,
  sourceType: "script",
  compact: false,
});
writeFileSync(join(folder, "react-native.js"), code);
