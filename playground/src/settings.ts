/** The settings of the page: the form of index.html holds them, and the address keeps them. */
import type { CurveName } from "./curve/curves.js";
import { element, fixed } from "./page.js";
import type { DataSet, NetworkName } from "./training/setup.js";

/** Controls and parameters of the address have these names. */
export interface Settings {
  /** The alpha of the curve, the benchmark and the errors. */
  readonly alpha: number;
  /** The alpha of the network that trains. */
  readonly trainingAlpha: number;
  /** The curves in the plot, and whether it shows derivatives. */
  readonly show: readonly (CurveName | "derivatives")[];
  /** The x at which the curves are read. */
  readonly x: number;
  readonly dataSet: DataSet;
  readonly network: NetworkName;
  /** The seed of the points and of the weights. */
  readonly seed: number;
  /** The function that the benchmark measures, by its title in harness/calls.ts. */
  readonly operation: string;
}

type Name = keyof Settings;

export interface Store {
  readonly settings: Settings;
  /** Calls `show` now, and again whenever one of the settings `names` has changed. */
  watch(names: readonly Name[], show: (settings: Settings) => void): void;
}

type Control = HTMLInputElement | HTMLSelectElement;

/** Milliseconds; browsers limit how often a page changes its address. */
const ADDRESS_DELAY = 250;

/** Reads the settings from the address, and keeps both equal from then on. */
export function connectSettings(): Store {
  const form = element("settings", HTMLFormElement);
  const controls = ([...form.elements] as Control[]).filter(({ name }) => name);
  const names = [...new Set(controls.map(({ name }) => name as Name))];
  const watchers: { names: readonly Name[]; show: (settings: Settings) => void }[] = [];

  /** The values of all controls; several values of one name are separated by spaces. */
  const read = () => {
    const data = new FormData(form);
    return Object.fromEntries(names.map((name) => [name, data.getAll(name).join(" ")])) as Record<Name, string>;
  };
  const write = (name: Name, text: string) => {
    for (const control of controls.filter((control) => control.name === name)) {
      if (control.type === "checkbox" || control.type === "radio") {
        (control as HTMLInputElement).checked = text.split(" ").includes(control.value);
      } else control.value = text;
    }
  };
  /** Reads the address. A missing or invalid parameter gives the default of index.html. */
  const restore = () => {
    form.reset();
    const query = new URLSearchParams(location.search);
    for (const name of names) {
      const text = query.get(name);
      if (text === null) continue;
      write(name, text);
      // Browsers correct or drop values that a control does not allow. Only `show` may be empty.
      if (read()[name] !== text || (text === "" && name !== "show")) write(name, defaults[name]);
    }
  };

  form.reset();
  const defaults = read();
  restore();
  let values = read();
  let pending: number | undefined;

  const update = () => {
    const before = values;
    values = read();
    for (const { names, show } of watchers) {
      if (names.some((name) => values[name] !== before[name])) show(store.settings);
    }
    clearTimeout(pending);
    pending = window.setTimeout(() => {
      const query = new URLSearchParams(
        Object.entries(values).filter(([name, text]) => text !== defaults[name as Name]),
      );
      history.replaceState(null, "", location.pathname + (query.size ? `?${query}` : "") + location.hash);
    }, ADDRESS_DELAY);
  };

  const store: Store = {
    get settings() {
      const { alpha, trainingAlpha, show, x, seed } = values;
      return {
        ...(values as unknown as Settings),
        alpha: Number(alpha),
        trainingAlpha: Number(trainingAlpha),
        show: show.split(" ") as Settings["show"],
        x: Number(x),
        seed: Number(seed),
      };
    },
    watch(names, show) {
      watchers.push({ names, show });
      show(store.settings);
    },
  };

  for (const place of document.querySelectorAll<HTMLElement>("[data-reads]")) {
    const name = place.dataset.reads as "alpha" | "trainingAlpha" | "x";
    store.watch([name], (settings) => {
      place.textContent = fixed(settings[name], 2);
    });
  }
  form.addEventListener("input", update);
  addEventListener("popstate", () => {
    restore();
    update();
  });
  return store;
}
