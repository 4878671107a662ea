/** What a user writes, compiled against the packed package's types by package.test.ts. */
import { type BackendInfo, createElu, type Elu, type EluOptions, elu, getBackend } from "elu-simd";

const options: EluOptions = { alpha: 2 };
const result: Float32Array = elu(new Float32Array(4), options);
elu(result, { out: result });
const { name, reason }: BackendInfo = getBackend();
const chosen: Elu = createElu({ backend: "js" });
chosen.elu(result);

// @ts-expect-error alpha stands in the options
elu(result, 2);
// @ts-expect-error plain arrays are not taken
elu([1, 2, 3]);

export { name, reason };
