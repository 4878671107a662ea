/** The program of a worker in browsers: measures one form, or the js backend from its first call on. */
import { measureFirstCalls } from "../first-calls.js";
import { answerer } from "../form-turns.js";

const answer = answerer(async () => (await fetch("baselines.wasm")).arrayBuffer());
addEventListener("message", async ({ data }) => {
  postMessage(await (data === "first calls" ? measureFirstCalls() : answer(data)));
});
