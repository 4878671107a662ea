/** `npm run bench -- tfjs`: ELU and SELU on tensors, by TensorFlow.js' own kernels and after registerElu. */
import { writeFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { describeMachine, machineLine } from "../../harness/machine.js";
import { useBackend } from "../../harness/tensorflow/backend.js";
import { ALPHA, composedGradient, OPERATIONS, type Operation } from "../../harness/tensorflow/operations.js";
import { measureSeries, type Planned } from "../contest.js";
import { readBenchOptions } from "../options.js";
import { BOTH_FOR_GRADIENT, type Figure, floats, report } from "../promises.js";
import { tableOfCandidates } from "../tables.js";
import { type Compared, measureOperation } from "./tfjs-operations.js";

const gradientOfElu: Operation["own"] = (tf, x, dy) => tf.grad((x: tf.Tensor) => tf.elu(x))(x, dy);

const MEASURED: readonly Compared[] = [
  ...OPERATIONS,
  { name: "gradient of tf.elu(x)", own: gradientOfElu, ours: (tf, x, _, dy) => gradientOfElu(tf, x, dy) },
  {
    name: BOTH_FOR_GRADIENT,
    own: (tf, x, dy) => tf.mul(dy, composedGradient(tf, x)),
    ours: (tf, x, elu, dy) => tf.grad((x) => elu(x, ALPHA))(x, dy),
  },
];

// Suppresses the advice to use the native backend of TensorFlow.js.
console.warn = () => {};
const options = readBenchOptions("tfjs", "rough figures");
const machine = describeMachine();
console.log(machineLine(machine));

const planned: Planned[] = (options.lengths ?? [256, 65_536, 2 ** 20]).flatMap((length) =>
  (["cpu", "wasm"] as const).map((backend) => ({
    title: `${backend}, ${floats(length)}`,
    length,
    measure: async (effort) => {
      await useBackend(tf, backend);
      const figures: Figure[] = [];
      for (const operation of MEASURED) {
        figures.push(...(await measureOperation(tf, backend, operation, length, effort)));
      }
      return figures;
    },
  })),
);
const series = await measureSeries("tfjs", planned, options);
for (const one of series) console.log(`\n${tableOfCandidates(one, "TensorFlow.js")}`);
console.log();
report(series.flatMap(({ verdicts }) => verdicts));
if (options.json) writeFileSync(options.json, `${JSON.stringify({ machine, series }, null, 2)}\n`);
