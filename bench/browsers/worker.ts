/** The program of a worker that measures one form, in browsers. */
import { answerer } from "../form-turns.js";

const answer = answerer(async () => (await fetch("baselines.wasm")).arrayBuffer());
addEventListener("message", async ({ data }) => postMessage(await answer(data)));
