/** Which backends the machine runs, and in a fold why no faster one. */
import { getBackend } from "elu-simd";
import { getBackend as getRelaxedBackend } from "elu-simd/relaxed";
import { tell } from "../failure.js";
import { element } from "../page.js";

/** What it means to run on the backend of that name. */
function meaningOf(name: string): string {
  switch (name) {
    case "wasm-relaxed-simd":
      return "The fastest there is: it multiplies and adds in one.";
    case "wasm-simd":
      return "Four floats at a time, with the same bits on every machine.";
    case "js-relaxed":
      return "WebAssembly SIMD cannot be had here: JavaScript computes, slower, within the same bounds.";
    default:
      return "WebAssembly SIMD cannot be had here: JavaScript computes the same bits, slower.";
  }
}

export function showBackends(): void {
  const { name, reason } = getBackend();
  element("here", HTMLElement).textContent = name;
  showFact("backend", name, meaningOf(name), reason);
  const relaxed = getRelaxedBackend();
  showFact("relaxed-backend", relaxed.name, meaningOf(relaxed.name), relaxed.reason);
  if (globalThis.crossOriginIsolated)
    showFact("isolation", "yes", "Threads can share memory: two of them are measured.");
  else showFact("isolation", "no", "Without it a page has no shared memory, and one thread computes.");
}

function showFact(id: string, name: string, meaning: string, words?: string): void {
  element(`${id}-name`, HTMLElement).textContent = name;
  tell(element(`${id}-reason`, HTMLElement), meaning, words);
}
