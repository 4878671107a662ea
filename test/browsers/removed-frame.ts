/** A page that finds out what becomes of Float32Arrays of a frame that is removed, and reports. */
import { createPool } from "elu-simd/threads";
import { assert, assertSame, assertSameBits } from "../contract/assert.js";
import { inputsOf, STAGED } from "../contract/inputs.js";
import { operations } from "../contract/operations.js";
import { ALWAYS_SPLIT } from "../contract/pools.js";
import { entryPoints } from "../engines/entry-points.js";

export interface RemovedFrameReport {
  readonly agent: string;
  /** How many results were looked at, and all that was not as it should be. */
  readonly checked: number;
  readonly broken: readonly string[];
}

/** Copied by a loop, and in blocks. */
const LENGTHS = [3, STAGED + 5];

/** The functions of every entry point on every backend that can be had here. */
const computing = entryPoints.flatMap(({ name, functions, backends }) =>
  backends.flatMap((backend) => {
    try {
      return [{ where: `${name}, ${backend}`, elu: functions.createElu({ backend }) }];
    } catch {
      return [];
    }
  }),
);

let checked = 0;
const broken: string[] = [];

async function check(title: string, compute: () => Promise<void> | void): Promise<void> {
  checked++;
  try {
    await compute();
  } catch (error) {
    broken.push(`${title}: ${error}`);
  }
}

const pool = await createPool({ threads: 2, capacity: 0 });
const { cases, inFlight, lost } = makeInFrame(document.createElement("iframe"));
await untilCollected(lost);

const [{ functions }] = entryPoints;
for (const { operation, own, out, result } of inFlight) {
  await check(`${operation.title} in a pool, made before`, async () => {
    assertSame(await result, out, "the result");
    assertSameBits(out, operation.run(functions, own));
  });
}
for (const { operation, own, inputs, out } of cases) {
  const { title, run } = operation;
  for (const { where, elu } of computing) {
    await check(`${title} of ${where}`, () => {
      const expected = run(elu, own);
      assertSameBits(run(elu, inputs), expected, "a new array:");
      assertSame(run(elu, inputs, out), out, "the result");
      assertSameBits(out, expected, "out:");
    });
  }
  await check(`${title} in a pool`, async () => {
    const expected = run(functions, own);
    assertSameBits(await run(pool, inputs), expected, "a new array:");
    assertSame(await run(pool, inputs, out), out, "the result");
    assertSameBits(out, expected, "out:");
  });
}
await pool.close();

const report: RemovedFrameReport = { agent: navigator.userAgent, checked, broken };
await fetch("report", { method: "POST", body: JSON.stringify(report) });

/** Arrays of a frame, for every operation, and calls of the pool on some; the frame is gone on return. */
function makeInFrame(frame: HTMLIFrameElement) {
  document.body.append(frame);
  const { Float32Array: FrameFloat32Array } = frame.contentWindow as Window & typeof globalThis;
  assert(FrameFloat32Array !== Float32Array, "the frame has no realm of its own");
  const ofFrame = (arrays: readonly Float32Array[]) => arrays.map((array) => new FrameFloat32Array(array));

  const cases = operations.flatMap((operation) =>
    LENGTHS.map((length) => {
      const own = inputsOf(operation.arity, length);
      return { operation, own, inputs: ofFrame(own), out: new FrameFloat32Array(length) };
    }),
  );
  const inFlight = operations.map((operation) => {
    const own = inputsOf(operation.arity, ALWAYS_SPLIT);
    const out = new FrameFloat32Array(ALWAYS_SPLIT);
    return { operation, own, out, result: operation.run(pool, ofFrame(own), out) };
  });
  frame.remove();
  return { cases, inFlight, lost: new WeakRef(frame) };
}

/** Makes garbage until the engine has collected what it can of the frame, or for a second. */
async function untilCollected(lost: WeakRef<object>): Promise<void> {
  for (let turn = 0; turn < 50 && lost.deref(); turn++) {
    for (let k = 0; k < 10; k++) new Float32Array(2 ** 18).fill(k);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
