/**
 * `node bundle.mjs PROGRAM FOLDER`: a program as scripts for engines that know no modules: `es2017.js`, and
 * `react-native.js`, for which it goes through Babel with React Native's preset, as Metro, React Native's bundler, has it.
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
  // The helpers within the one file, as there is nothing that could load others.
  presets: [["@react-native/babel-preset", { enableBabelRuntime: false }]],
  filename: join(folder, "react-native.js"),
  cwd: import.meta.dirname,
  sourceType: "script",
  compact: false,
});
writeFileSync(join(folder, "react-native.js"), code);
