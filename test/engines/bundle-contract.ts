/** Bundles the contract into one file of plain JavaScript, which imports the package by its name. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "rolldown";

/** Prints the report of the engine that runs it. */
const PRINT = `import { keepContract } from "./contract.js";
keepContract().then((report) => console.log(JSON.stringify(report)));
`;

/** Writes `contract.js`, and `print-report.js`, which runs it, into the folder. */
export async function writeContract(folder: string): Promise<void> {
  await build({
    input: join(import.meta.dirname, "report.ts"),
    external: /^elu-simd/,
    output: { file: join(folder, "contract.js") },
  });
  writeFileSync(join(folder, "print-report.js"), PRINT);
}
