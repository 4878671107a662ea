import { enableRelaxedSimd } from "../../harness/relaxed-simd.js";

enableRelaxedSimd();
