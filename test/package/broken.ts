/** Installed packages that are broken on purpose, to show that the suites notice. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Turns the last bit of what the functions return from -0.6 to -0.5, which no known answer is. */
export function flipLastBits(folder: string): void {
  for (const entry of ["index", "relaxed"]) {
    const file = join(folder, "node_modules/elu-simd/dist", `${entry}.js`);
    const code = readFileSync(file, "utf8");
    const broken = code.replaceAll(/(\brun(?:Forward|Backward)\(workspaceFor.*\n\s*return )out;/g, "$1flipped(out);");
    if (broken === code) throw new Error(`${file} has no result to break`);
    writeFileSync(
      file,
      `${broken}
function flipped(result) {
  const bits = new Uint32Array(result.buffer, result.byteOffset, result.length);
  result.forEach((y, i) => { if (-0.6 < y && y < -0.5) bits[i] ^= 1; });
  return result;
}
`,
    );
  }
}
