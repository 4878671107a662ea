/** Brings index.html to life: one state, which the address keeps, and sections that show it. */
import { connectAlphas } from "./alpha.js";
import { sayFailed } from "./failure.js";
import { element } from "./page.js";
import { createStore, DEFAULT_STATE, fromQuery, type State, type Store, toQuery } from "./state.js";
import "./style.css";

/** Milliseconds; browsers limit how often a page changes its address. */
const ADDRESS_DELAY = 250;

/** By id. Each is loaded by itself, so that one that fails leaves the others alone. */
const SECTIONS: Readonly<Record<string, () => Promise<(store: Store) => void>>> = {
  curve: async () => (await import("./curve/section.js")).connectCurve,
  training: async () => (await import("./training/section.js")).connectTraining,
  machine: async () => (await import("./machine/section.js")).connectMachine,
  accuracy: async () => (await import("./accuracy/section.js")).connectAccuracy,
};

element("not-started", HTMLElement).remove();
const store = createStore(fromQuery(location.search));
connectAlphas(store);
connectInstallLine();
for (const [id, load] of Object.entries(SECTIONS)) {
  load()
    .then((connect) => connect(store))
    .catch((error) => sayFailed(id, error));
}

let pending: number | undefined;
store.watch(Object.keys(DEFAULT_STATE) as (keyof State)[], () => {
  clearTimeout(pending);
  pending = window.setTimeout(() => {
    const address = location.pathname + toQuery(store.state) + location.hash;
    if (address !== location.pathname + location.search + location.hash) history.replaceState(null, "", address);
  }, ADDRESS_DELAY);
});
addEventListener("popstate", () => store.update(fromQuery(location.search)));

function connectInstallLine(): void {
  const button = element("copy", HTMLButtonElement);
  const line = element("install", HTMLElement);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(line.textContent ?? "");
      button.textContent = "Copied";
    } catch {
      // Where the page may not write to the clipboard, select the line.
      getSelection()?.selectAllChildren(line);
      button.textContent = "Selected";
    }
  });
}
