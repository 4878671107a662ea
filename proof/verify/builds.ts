/** The backends to verify: all that this engine supports. */
import { enableRelaxedSimd } from "../../harness/relaxed-simd.js";
import type { Elu } from "../../src/core/api.js";
import { createElu as createExactElu } from "../../src/exact.js";
import { createElu } from "../../src/index.js";
import { createElu as createRelaxedElu } from "../../src/relaxed.js";
import { forward } from "../model/float32.js";

export interface Build {
  readonly name: string;
  readonly functions: Elu;
  /** float32 with two roundings or one in each multiply-add, or float64. */
  readonly arithmetic: "unfused" | "fused" | "exact";
}

enableRelaxedSimd();

/** An input for which fused multiply-adds change the last bit of the result. */
const FUSION_SENSITIVE = -0.1875;

const deterministic = createElu({ backend: "wasm-simd" });
const relaxed = createRelaxedElu();
const [fromRelaxed] = relaxed.elu(Float32Array.of(FUSION_SENSITIVE));

export const builds: readonly Build[] = [
  { name: "wasm-simd", functions: deterministic, arithmetic: "unfused" } as const,
  {
    name: "wasm-relaxed-simd",
    functions: relaxed,
    arithmetic: fromRelaxed === forward(FUSION_SENSITIVE, 1, 1, 1, true) ? "fused" : "unfused",
  } as const,
  { name: "wasm-exact-simd", functions: createExactElu(), arithmetic: "exact" } as const,
  { name: "js", functions: createElu({ backend: "js" }), arithmetic: "exact" } as const,
].filter(({ name, functions }) => functions.getBackend().name === name);
