/**
 * `node serve.mjs FILE [NAME]`: the peer that this file of candidates/ opens by that name, in a process that no other
 * peer shares. Says hello on a line, then answers each line with one; lines are JSON. process.mjs has the requests, and
 * serve_torch.py answers the same.
 */
import { createInterface } from "node:readline";
import { split } from "../../build/bench/windows.js";
import { median } from "../../build/harness/median.js";
import { decode, encode } from "./floats.mjs";

/** @typedef {import("./candidates/candidate.js").Candidate} Candidate */
/** @typedef {import("./candidates/candidate.js").Form} Form */

// Libraries may print; the answers have to themselves what is left of standard output.
console.log = console.error;

try {
  const start = performance.now();
  /** @type {typeof import("./candidates/candidate.js")} */
  const { open } = await import(`./candidates/${process.argv[2]}.mjs`);
  const candidate = await open(process.argv[3]);
  await candidate.elu?.(Float32Array.of(-1, 0, 1));
  answer({ engine: `Node.js ${process.versions.node}`, firstResultMilliseconds: performance.now() - start });
  await serve(candidate);
} catch (error) {
  answer({ missing: reason(error) });
}

/** @param {Candidate} candidate */
async function serve(candidate) {
  /** @type {Record<string, Form[]>} */
  let forms = {};
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      const request = JSON.parse(line);
      if (request.ask === "call") {
        const compute = candidate[/** @type {"elu"} */ (request.name)];
        answer({ floats: compute && encode(await compute(decode(request.floats))) });
      } else if (request.ask === "prepare") {
        forms = prepare(candidate, decode(request.floats), request.length);
        answer({ forms: Object.keys(forms) });
      } else if (request.ask === "time") {
        answer({ milliseconds: await time(forms[request.form], request.milliseconds) });
      } else if (request.ask === "result") {
        answer({ floats: encode(await result(forms[request.form])) });
      }
    } catch (error) {
      answer({ error: reason(error) });
    }
  }
}

/** Every form of the candidate, by window. @type {(candidate: Candidate, floats: Float32Array, length: number) => Record<string, Form[]>} */
function prepare({ elu, resident, residentSelu, arrays }, floats, length) {
  const windows = split(floats, length).map((window) => window.slice());
  arrays ??= elu && ((input) => ({ run: () => elu(input), result: () => elu(input) }));
  return {
    ...(resident && { resident: resident(windows) }),
    ...(residentSelu && { selu: residentSelu(windows) }),
    ...(arrays && { arrays: windows.map(arrays) }),
  };
}

/**
 * The median time of a run over all windows, repeated for at least `milliseconds`.
 *
 * @type {(windows: Form[], milliseconds: number) => Promise<number>}
 */
async function time(windows, milliseconds) {
  const times = [];
  const end = performance.now() + milliseconds;
  do {
    const start = performance.now();
    for (const { run } of windows) {
      const pending = run();
      if (pending instanceof Promise) await pending;
    }
    times.push(performance.now() - start);
  } while (performance.now() < end);
  return median(times);
}

/** @type {(windows: Form[]) => Promise<Float32Array>} */
async function result(windows) {
  const results = [];
  for (const window of windows) {
    await window.run();
    results.push(await window.result());
  }
  const all = new Float32Array(results.length * results[0].length);
  for (const [k, floats] of results.entries()) all.set(floats, k * floats.length);
  return all;
}

/** @param {object} message */
function answer(message) {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

/** @type {(error: unknown) => string} */
function reason(error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  return code === "ERR_MODULE_NOT_FOUND" ? `not installed, or not built (${message.split("\n")[0]})` : message;
}
