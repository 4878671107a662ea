import { afterEach, beforeEach, expect, it, type MockInstance, vi } from "vitest";
import { inputsOf, STAGED } from "./contract/inputs.js";
import { onEveryOperation } from "./support/backends.js";

onEveryOperation(({ arity, run }, functions) => {
  let copies: MockInstance;
  beforeEach(() => {
    copies = vi.spyOn(Float32Array.prototype, "set");
  });
  afterEach(() => copies.mockRestore());

  it("copies nothing where all arrays are in an arena and fill whole vectors", () => {
    const length = 2 * STAGED;
    const arena = functions.createArena((arity + 1) * length);
    const inputs = Array.from({ length: arity }, () => arena.alloc(length).fill(-1));
    run(functions, inputs, arena.alloc(length));
    run(functions, inputs, inputs[0]);
    expect(copies).not.toHaveBeenCalled();
  });

  it("copies only what lies outside", () => {
    run(functions, inputsOf(arity, STAGED), functions.createArena(STAGED).alloc(STAGED));
    expect(copies).toHaveBeenCalledTimes(arity);
  });
});
