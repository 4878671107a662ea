/** Installed packages that are broken on purpose, to show that the suites notice. */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Turns the last bit of what the functions return from -0.6 to -0.5, which no known answer is. */
export function flipLastBits(folder: string): void {
  for (const entry of ["index", "relaxed", "exact"]) {
    const dist = join(folder, "node_modules/elu-simd/dist");
    renameSync(join(dist, `${entry}.js`), join(dist, `${entry}-right.js`));
    writeFileSync(
      join(dist, `${entry}.js`),
      `import * as right from "./${entry}-right.js";
export * from "./${entry}-right.js";
export const { elu, selu, celu, eluBackward, seluBackward, celuBackward } = flipped(right);
export const createElu = (options) => flipped(right.createElu(options));
function flipped(functions) {
  const flipping = (name) => [name, (...args) => flip(functions[name](...args))];
  const names = ["elu", "selu", "celu", "eluBackward", "seluBackward", "celuBackward"];
  return { ...functions, ...Object.fromEntries(names.map(flipping)) };
}
function flip(result) {
  const bits = new Uint32Array(result.buffer, result.byteOffset, result.length);
  result.forEach((y, i) => { if (-0.6 < y && y < -0.5) bits[i] ^= 1; });
  return result;
}
`,
    );
  }
}
