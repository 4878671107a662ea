/** What a user writes, compiled against the packed package's types by package.test.ts. */
import {
  type BackendInfo,
  type BackwardOptions,
  celu,
  celuBackward,
  createElu,
  type Elu,
  type EluOptions,
  elu,
  eluBackward,
  getBackend,
  selu,
  seluBackward,
} from "elu-simd";

const options: EluOptions = { alpha: 2 };
const result: Float32Array = elu(new Float32Array(4), options);
elu(result, { out: result });
celu(selu(result), { alpha: 0.5 });
const backwardOptions: BackwardOptions = { from: "output" };
eluBackward(result, result, { ...backwardOptions, alpha: 2 });
celuBackward(result, seluBackward(result, result, backwardOptions));
const { name, reason }: BackendInfo = getBackend();
const chosen: Elu = createElu({ backend: "js" });
chosen.elu(result);

// @ts-expect-error alpha stands in the options
elu(result, 2);
// @ts-expect-error plain arrays are not taken
elu([1, 2, 3]);
// @ts-expect-error SELU has an alpha of its own
selu(result, { alpha: 2 });
// @ts-expect-error there is no other way to save
eluBackward(result, result, { from: "result" });

export { name, reason };
