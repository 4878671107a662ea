import { it } from "vitest";
import { onEveryBackend } from "./backends.js";
import { promises } from "./promises.js";

onEveryBackend("every backend", () => {
  it.each(Object.entries(promises))("%s", (_, check) => check());
});
