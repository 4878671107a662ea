import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { KERNEL_NAMES } from "../../src/core/kernels.js";
import { runtimes } from "./runtimes.js";
import { countByWidth } from "./vector-width.js";

const [{ program }] = runtimes.filter(({ name }) => name === "Node.js 26");
const shipped = join(import.meta.dirname, "../../dist");

/** Operations of a tail, which takes one vector at a time. A loop over groups has four times as many. */
const TAIL = 24;

describe("V8 makes 256-bit operations", () => {
  it.each(["elu.wasm", "elu-relaxed.wasm"].flatMap((module) => KERNEL_NAMES.map((kernel) => [kernel, module])))(
    "of all loops over groups of vectors, of %s in %s",
    (kernel, module) => {
      const { bits128, bits256 } = countByWidth(program, join(shipped, module), kernel);
      expect(bits128).toBeLessThanOrEqual(TAIL);
      expect(bits256).toBeGreaterThan(0);
    },
  );
});

it("the suite notices loops of 128 bits", () => {
  const { bits128 } = countByWidth(program, join(shipped, "elu.wasm"), "forward", []);
  expect(bits128).toBeGreaterThan(4 * TAIL);
});
