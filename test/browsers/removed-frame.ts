/** A page that computes with Float32Arrays of a removed frame, and reports. */
import type { Elu } from "elu-simd";
import { createPool } from "elu-simd/threads";
import { assert, assertSame, assertSameBits } from "../contract/assert.js";
import { inputsOf, STAGED } from "../contract/inputs.js";
import { type Functions, operations } from "../contract/operations.js";
import { ALWAYS_SPLIT } from "../contract/pools.js";
import { entryPoints } from "../engines/entry-points.js";

export interface RemovedFrameReport {
  readonly agent: string;
  /** The number of checks, and the errors of failed checks. */
  readonly checked: number;
  readonly broken: readonly string[];
}

/** The first length is copied by a loop, the second in blocks. */
const LENGTHS = [3, STAGED + 5];

interface Target {
  readonly name: string;
  readonly tested: Functions<Float32Array | Promise<Float32Array>>;
  /** The functions whose bits `tested` must return. */
  readonly reference: Elu;
}

/** Every entry point on every available backend, and a pool. */
const targets: Target[] = entryPoints.flatMap(({ name, functions, backends }) =>
  backends.flatMap((backend) => {
    try {
      const elu = functions.createElu({ backend });
      return [{ name: `${name}, ${backend}`, tested: elu, reference: elu }];
    } catch {
      return [];
    }
  }),
);
const [{ functions }] = entryPoints;
const pool = await createPool({ threads: 2, capacity: 0 });
targets.push({ name: "a pool", tested: pool, reference: functions });

let checked = 0;
const broken: string[] = [];

async function check(title: string, compute: () => Promise<void>): Promise<void> {
  checked++;
  await compute().catch((error) => broken.push(`${title}: ${error}`));
}

const { cases, inFlight, frame } = makeInFrame(document.createElement("iframe"));
await untilCollected(frame);

for (const { operation, pageInputs, out, result } of inFlight) {
  await check(`${operation.title} of a pool, in flight`, async () => {
    assertSame(await result, out, "the result");
    assertSameBits(out, operation.run(functions, pageInputs));
  });
}
for (const { operation, pageInputs, inputs, out } of cases) {
  const { title, run } = operation;
  for (const { name, tested, reference } of targets) {
    await check(`${title} of ${name}`, async () => {
      const expected = run(reference, pageInputs);
      assertSameBits(await run(tested, inputs), expected, "a new array:");
      assertSame(await run(tested, inputs, out), out, "the result");
      assertSameBits(out, expected, "out:");
    });
  }
}
await pool.close();

const report: RemovedFrameReport = { agent: navigator.userAgent, checked, broken };
await fetch("report", { method: "POST", body: JSON.stringify(report) });

/** Creates arrays of a frame for every operation, calls the pool with some of them, and removes the frame. */
function makeInFrame(frame: HTMLIFrameElement) {
  document.body.append(frame);
  const { Float32Array: FrameFloat32Array } = frame.contentWindow as Window & typeof globalThis;
  assert(FrameFloat32Array !== Float32Array, "the frame has the realm of the page");
  const arraysOf = ({ arity }: (typeof operations)[number], length: number) => {
    const pageInputs = inputsOf(arity, length);
    const inputs = pageInputs.map((array) => new FrameFloat32Array(array));
    return { pageInputs, inputs, out: new FrameFloat32Array(length) };
  };
  const cases = operations.flatMap((operation) =>
    LENGTHS.map((length) => ({ operation, ...arraysOf(operation, length) })),
  );
  const inFlight = operations.map((operation) => {
    const { pageInputs, inputs, out } = arraysOf(operation, ALWAYS_SPLIT);
    return { operation, pageInputs, out, result: operation.run(pool, inputs, out) };
  });
  frame.remove();
  return { cases, inFlight, frame: new WeakRef(frame) };
}

/** Allocates garbage until the engine has collected the frame, or for a second. */
async function untilCollected(frame: WeakRef<object>): Promise<void> {
  for (let turn = 0; turn < 50 && frame.deref(); turn++) {
    for (let k = 0; k < 10; k++) new Float32Array(2 ** 18).fill(k);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
