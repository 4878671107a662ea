import { describe, expect, it, vi } from "vitest";
import { createStore, DEFAULT_STATE, fromQuery, type State, toQuery } from "../../src/state.js";

describe("the address", () => {
  it("is empty for the default state", () => {
    expect(toQuery(DEFAULT_STATE)).toBe("");
    expect(fromQuery("")).toEqual(DEFAULT_STATE);
  });

  it("keeps every part of the state", () => {
    const state: State = {
      alpha: 1.25,
      trainingAlpha: 0.5,
      curves: ["relu", "celu"],
      derivatives: false,
      x: -2.5,
      dataSet: "moons",
      network: "8x8",
      seed: 17,
      operation: "celu-gradient",
    };
    expect(fromQuery(toQuery({ ...state, curves: [] })).curves).toEqual([]);
    expect(toQuery(state)).toBe(
      "?alpha=1.25&training-alpha=0.5&curves=relu,celu&derivatives=false&x=-2.5&data=moons&network=8x8&seed=17&measure=celu-gradient",
    );
    expect(fromQuery(toQuery(state))).toEqual(state);
  });

  it.each([
    "alpha=-0.1",
    "alpha=3.01",
    "alpha=",
    "alpha=NaN",
    "alpha=Infinity",
    "x=-7",
    "x=one",
    "data=squares",
    "network=1x1",
    "seed=0",
    "seed=1.5",
    "seed=1000",
    "derivatives=maybe",
    "measure=relu",
    "unknown=1",
  ])("ignores the invalid parameter %s", (parameter) => {
    expect(fromQuery(`?${parameter}`)).toEqual(DEFAULT_STATE);
  });

  it("rounds x to a point at which the curves are computed", () => {
    expect(fromQuery("?x=-1.3333").x).toBe(-85 / 64);
  });
});

describe("a store", () => {
  it("shows the state at once, and again when a watched key changes, and only then", () => {
    const store = createStore(DEFAULT_STATE);
    const show = vi.fn();
    store.watch(["alpha", "curves"], show);
    expect(show).toHaveBeenCalledTimes(1);
    store.update({ seed: 2, alpha: 1, curves: [...DEFAULT_STATE.curves] });
    expect(show).toHaveBeenCalledTimes(1);
    store.update({ alpha: 2 });
    expect(show).toHaveBeenCalledTimes(2);
    expect(show).toHaveBeenLastCalledWith({ ...DEFAULT_STATE, seed: 2, alpha: 2 });
  });
});
