/** Starts the page: the settings, which the address keeps, and the sections, which show them. */
import { element, messageOf, say } from "./page.js";
import { connectSettings, type Store } from "./settings.js";
import "./style.css";

/** The sections by id. Each is loaded separately, so that a failure in one does not affect the others. */
const SECTIONS: Readonly<Record<string, () => Promise<{ connect: (store: Store) => void }>>> = {
  curve: () => import("./curve/section.js"),
  training: () => import("./training/section.js"),
  machine: () => import("./machine/section.js"),
  accuracy: () => import("./accuracy/section.js"),
};

element("not-started", HTMLElement).remove();
const store = connectSettings();
for (const [id, load] of Object.entries(SECTIONS)) {
  load()
    .then(({ connect }) => connect(store))
    .catch((error) => sayFailed(id, error));
}

/** Reports a failure in the heading of its section. */
function sayFailed(section: string, error: unknown): void {
  console.warn(error);
  const note = document.createElement("div");
  note.className = "note";
  note.setAttribute("role", "alert");
  say(note, "This section does not work in this browser; the others do.", messageOf(error));
  element(section, HTMLElement).querySelector(".heading")?.append(note);
}
