/** Measures the js backend from its first call on. */
import { measureFirstCalls } from "../first-calls.js";

addEventListener("message", async () => postMessage(await measureFirstCalls()));
