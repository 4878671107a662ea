/** The loop with Math.expm1 that `npm run bench` measures against, too: exact, because it computes in float64. */
import { plainElu } from "../../../build/harness/plain-loops.js";
import { loop } from "./loop.mjs";

/** @type {typeof import("./candidate.js").open} */
export const open = () => loop((input, out) => plainElu(input, out, 1));
