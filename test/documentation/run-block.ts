/** Runs a JavaScript block of a page as a separate program, with the built package. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { CodeBlock } from "./pages.js";

/** An expression, followed by a comment with its result as Node prints it. */
const WITH_RESULT = /^(?!console\.)(\S.*); \/\/ ((?:Float32Array\(\d+\) )?[[{].*[\]}]|-?\d[\d.e-]*)$/gm;

/** Whether the block uses TensorFlow.js, which only the suite `tfjs` installs. */
export function needsTensorFlow({ code }: CodeBlock): boolean {
  return /\btf\b/.test(code);
}

/** Throws the program's output if it fails. Packages are resolved from `cwd`. */
export function runBlock({ code }: CodeBlock, prelude: string, cwd: string): void {
  const type = /\brequire\(/.test(code) ? "commonjs" : "module";
  const program = code.replace(WITH_RESULT, (_, expression, printed) => {
    return `expectPrinted(${expression}, ${JSON.stringify(printed)});`;
  });
  const args = ["--import", new URL(prelude, import.meta.url).href, `--input-type=${type}`];
  execFileSync(process.execPath, [...args, "--eval", program], { cwd: join(import.meta.dirname, cwd), stdio: "pipe" });
}
