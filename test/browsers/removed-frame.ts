/** A page that finds out what becomes of Float32Arrays of a frame that is removed, and reports. */
import type { Elu } from "elu-simd";
import { createPool } from "elu-simd/threads";
import { assert, assertSame, assertSameBits } from "../contract/assert.js";
import { inputsOf, STAGED } from "../contract/inputs.js";
import { type Functions, operations } from "../contract/operations.js";
import { ALWAYS_SPLIT } from "../contract/pools.js";
import { entryPoints } from "../engines/entry-points.js";

export interface RemovedFrameReport {
  readonly agent: string;
  /** The number of checks, and all that was not as it should be. */
  readonly checked: number;
  readonly broken: readonly string[];
}

/** Copied by a loop, and in blocks. */
const LENGTHS = [3, STAGED + 5];

interface Target {
  readonly where: string;
  readonly computing: Functions<Float32Array | Promise<Float32Array>>;
  /** The functions whose bits it has to give. */
  readonly plain: Elu;
}

/** Every entry point on every backend that is available here, and a pool. */
const targets: Target[] = entryPoints.flatMap(({ name, functions, backends }) =>
  backends.flatMap((backend) => {
    try {
      const elu = functions.createElu({ backend });
      return [{ where: `${name}, ${backend}`, computing: elu, plain: elu }];
    } catch {
      return [];
    }
  }),
);
const [{ functions }] = entryPoints;
const pool = await createPool({ threads: 2, capacity: 0 });
targets.push({ where: "a pool", computing: pool, plain: functions });

let checked = 0;
const broken: string[] = [];

async function check(title: string, compute: () => Promise<void>): Promise<void> {
  checked++;
  await compute().catch((error) => broken.push(`${title}: ${error}`));
}

const { cases, inFlight, frame } = makeInFrame(document.createElement("iframe"));
await untilCollected(frame);

for (const { operation, own, out, result } of inFlight) {
  await check(`${operation.title} in a pool, made before`, async () => {
    assertSame(await result, out, "the result");
    assertSameBits(out, operation.run(functions, own));
  });
}
for (const { operation, own, inputs, out } of cases) {
  const { title, run } = operation;
  for (const { where, computing, plain } of targets) {
    await check(`${title} of ${where}`, async () => {
      const expected = run(plain, own);
      assertSameBits(await run(computing, inputs), expected, "a new array:");
      assertSame(await run(computing, inputs, out), out, "the result");
      assertSameBits(out, expected, "out:");
    });
  }
}
await pool.close();

const report: RemovedFrameReport = { agent: navigator.userAgent, checked, broken };
await fetch("report", { method: "POST", body: JSON.stringify(report) });

/** Arrays of a frame, for every operation, and calls of the pool on some; the frame is removed on return. */
function makeInFrame(frame: HTMLIFrameElement) {
  document.body.append(frame);
  const { Float32Array: FrameFloat32Array } = frame.contentWindow as Window & typeof globalThis;
  assert(FrameFloat32Array !== Float32Array, "the frame has the realm of the page");
  const arraysOf = ({ arity }: (typeof operations)[number], length: number) => {
    const own = inputsOf(arity, length);
    return { own, inputs: own.map((array) => new FrameFloat32Array(array)), out: new FrameFloat32Array(length) };
  };
  const cases = operations.flatMap((operation) =>
    LENGTHS.map((length) => ({ operation, ...arraysOf(operation, length) })),
  );
  const inFlight = operations.map((operation) => {
    const { own, inputs, out } = arraysOf(operation, ALWAYS_SPLIT);
    return { operation, own, out, result: operation.run(pool, inputs, out) };
  });
  frame.remove();
  return { cases, inFlight, frame: new WeakRef(frame) };
}

/** Makes garbage until the engine has collected what it can of the frame, or for a second. */
async function untilCollected(frame: WeakRef<object>): Promise<void> {
  for (let turn = 0; turn < 50 && frame.deref(); turn++) {
    for (let k = 0; k < 10; k++) new Float32Array(2 ** 18).fill(k);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
