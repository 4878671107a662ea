/** Runs the JavaScript of a page as a program of its own, against the package that is built. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { CodeBlock } from "./pages.js";

/** An expression, and behind it in a comment its result, as Node prints it. */
const WITH_RESULT = /^(?!console\.)(\S.*); \/\/ ((?:Float32Array\(\d+\) )?[[{].*[\]}]|-?\d[\d.e-]*)$/gm;

/** Whether it takes TensorFlow.js, which only the suite `tfjs` has. */
export function needsTensorFlow({ code }: CodeBlock): boolean {
  return /\btf\b/.test(code);
}

/** Throws what the program prints where it fails. `cwd` is where packages are looked for. */
export function runBlock({ code }: CodeBlock, prelude: string, cwd: string): void {
  const type = /\brequire\(/.test(code) ? "commonjs" : "module";
  const program = code.replace(WITH_RESULT, (_, expression, printed) => {
    return `expectPrinted(${expression}, ${JSON.stringify(printed)});`;
  });
  const start = ["--import", new URL(prelude, import.meta.url).href, `--input-type=${type}`];
  execFileSync(process.execPath, [...start, "--eval", program], { cwd: join(import.meta.dirname, cwd), stdio: "pipe" });
}
