/** Measures off the page's own thread, which stays free for its reader, and posts what `page.ts` shows. */
import { getBackend } from "elu-simd";
import { timePolicy } from "./measure.js";
import { WALKING_ROBOT } from "./network.js";

const timings = timePolicy(WALKING_ROBOT, { rounds: 7, milliseconds: 50, clock: () => performance.now() });
postMessage({ timings, backend: getBackend().name });
