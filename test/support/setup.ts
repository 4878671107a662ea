import { enableRelaxedSimd } from "../../reference/relaxed-simd.js";

enableRelaxedSimd();
