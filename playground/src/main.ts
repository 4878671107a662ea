/** Brings index.html to life: one state, which the address keeps, and four sections that show it. */
import { connectAccuracy } from "./accuracy/section.js";
import { connectAlpha } from "./alpha.js";
import { connectCurve } from "./curve/section.js";
import { connectMachine } from "./machine/section.js";
import { element } from "./page.js";
import { createStore, DEFAULT_STATE, fromQuery, type State, toQuery } from "./state.js";
import "./style.css";
import { connectTraining } from "./training/section.js";

/** Browsers let a page change its address a few times a second. */
const ADDRESS_DELAY = 250;

const store = createStore(fromQuery(location.search));
connectAlpha(store);
connectCurve(store);
connectMachine();
connectTraining(store);
connectAccuracy(store);
connectInstallLine();

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
