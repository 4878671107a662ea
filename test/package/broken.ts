/** Breaks installed packages, to check that the suites notice. */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Flips the last bit of results between -0.6 and -0.5. No known answer is in that range. */
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
