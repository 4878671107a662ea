/** The loop with Math.expm1 that `npm run bench` measures against, too: exact, because it computes in float64. */
import { loop } from "./loop.mjs";

/** @type {typeof import("./candidate.js").open} */
export function open() {
  return loop((input, out) => {
    for (let i = 0; i < input.length; i++) {
      const x = input[i];
      out[i] = x > 0 ? x : Math.expm1(x);
    }
  });
}
