import { expect, it, vi } from "vitest";
import { inputsOf, STAGED } from "./contract/inputs.js";
import { onEveryOperation } from "./support/backends.js";

/** The spy is hoisted, because the package captures the method when it is imported. */
const copies = vi.hoisted(() => vi.spyOn(Object.getPrototypeOf(Float32Array.prototype), "set"));

/** Counts copies of floats only, because vitest copies bytes. */
const copiesOfFloats = () => copies.mock.contexts.filter((target) => target instanceof Float32Array).length;

onEveryOperation(({ arity, run }, functions) => {
  it("copies nothing if all arrays are in an arena", () => {
    const length = 2 * STAGED + 1;
    const arena = functions.createArena((arity + 1) * (length + 3));
    const inputs = Array.from({ length: arity }, () => arena.alloc(length).fill(-1));
    const out = arena.alloc(length);
    copies.mockClear();
    run(functions, inputs, out);
    run(functions, inputs, inputs[0]);
    expect(copiesOfFloats()).toBe(0);
  });

  it("copies only the arrays outside of the arena", () => {
    run(functions, inputsOf(arity, STAGED), functions.createArena(STAGED).alloc(STAGED));
    expect(copiesOfFloats()).toBe(arity);
  });
});
