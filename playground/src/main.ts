/** Brings index.html to life: one state, which the address keeps, and sections that show it. */
import { connectAlpha } from "./alpha.js";
import { tellFailure } from "./failure.js";
import { element } from "./page.js";
import { createStore, DEFAULT_STATE, fromQuery, type State, type Store, toQuery } from "./state.js";
import "./style.css";

/** Browsers let a page change its address a few times a second. */
const ADDRESS_DELAY = 250;

type Connect = (store: Store) => void;

/** By their ids. Each is loaded by itself, so that one that fails takes no other with it. */
const SECTIONS: Readonly<Record<string, () => Promise<Connect>>> = {
  curve: async () => (await import("./curve/section.js")).connectCurve,
  training: async () => (await import("./training/section.js")).connectTraining,
  machine: async () => (await import("./machine/section.js")).connectMachine,
  accuracy: async () => (await import("./accuracy/section.js")).connectAccuracy,
};

const store = createStore(fromQuery(location.search));
connectAlpha(store);
connectInstallLine();
for (const [id, load] of Object.entries(SECTIONS)) {
  load()
    .then((connect) => connect(store))
    .catch((error) => tellFailure(id, error));
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
      // Not every page may write to the clipboard; nothing keeps one from selecting the line.
      getSelection()?.selectAllChildren(line);
      button.textContent = "Selected";
    }
  });
}
