/** The built modules, over a memory of their own. */
import { readFileSync } from "node:fs";
import { instantiate, memoryFor } from "../../harness/built-modules.js";

/** The exports of a built module over a memory of half a mebibyte, and all floats of that. */
export function load<Exports>(path: string): { exports: Exports; floats: Float32Array } {
  const memory = memoryFor(2 ** 17);
  return { exports: instantiate<Exports>(readFileSync(path), memory), floats: new Float32Array(memory.buffer) };
}
