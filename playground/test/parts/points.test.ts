import { describe, expect, it } from "vitest";
import { EXTENT, makeNewPoints, makePoints, POINT_COUNT } from "../../src/training/points.js";
import { DATA_SETS } from "../../src/training/setup.js";

describe("points", () => {
  it.each(DATA_SETS)("of %s are of both classes, equally many, and lie within the plane", (dataSet) => {
    for (const make of [makePoints, makeNewPoints]) {
      const { positions, classes } = make(dataSet, 9);
      expect(classes.filter((ofClass) => ofClass === 1).length).toBe(POINT_COUNT / 2);
      expect(positions.every((coordinate) => Math.abs(coordinate) < EXTENT)).toBe(true);
    }
  });

  it("are the same for the same seed, and others for the next", () => {
    expect(makePoints("moons", 2)).toEqual(makePoints("moons", 2));
    expect(makePoints("moons", 2)).not.toEqual(makePoints("moons", 3));
    expect(makePoints("moons", 2)).not.toEqual(makeNewPoints("moons", 2));
  });
});
