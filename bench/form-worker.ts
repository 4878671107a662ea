/** The program of a worker that measures one form, in Node's worker threads. */
import { readFile } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import { answerer } from "./form-turns.js";

const answer = answerer(() => readFile(new URL("../baselines.wasm", import.meta.url)));
parentPort?.on("message", async (message) => parentPort?.postMessage(await answer(message)));
