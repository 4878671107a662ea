import { describe, expect, it } from "vitest";
import { curveAt } from "../../src/curve/curves.js";
import { byTurns, interruptedAtZero, jumpAtZero, X } from "../../src/curve/lines.js";

const drawn = (line: readonly (number | null)[]) => line.flatMap((value, k) => (value === null ? [] : [k]));

describe("lines that coincide", () => {
  const points = Array.from({ length: 100 }, (_, k) => k);

  it("take turns, and every point has one of them", () => {
    const [one, other] = byTurns([points, points]);
    expect(drawn(one).length).toBeGreaterThan(40);
    expect(drawn(other).length).toBeGreaterThan(40);
    expect(new Set([...drawn(one), ...drawn(other)])).toEqual(new Set(points));
    // A piece ends where the next one starts: there is no gap.
    const shared = drawn(one).filter((k) => drawn(other).includes(k));
    expect(shared).toEqual([24, 48, 72, 96]);
  });

  it("are whole where they differ", () => {
    expect(byTurns([points, points.map((y) => y + 1)])).toEqual([points, points.map((y) => y + 1)]);
  });
});

describe("a derivative at 0", () => {
  const derivatives = (alpha: number) => curveAt("elu", X, alpha).derivatives;

  it("jumps unless alpha is 1", () => {
    expect(jumpAtZero(derivatives(1.5))).toEqual({ at: 1.5, above: 1 });
    expect(jumpAtZero(derivatives(1))).toBeUndefined();
  });

  it("is interrupted just above 0 only", () => {
    const line = Array.from(derivatives(1.5));
    const interrupted = interruptedAtZero(line);
    const missing = line.flatMap((_, k) => (interrupted[k] === null ? [X[k]] : []));
    expect(missing.length).toBeGreaterThan(0);
    expect(missing.every((x) => x > 0 && x < 0.1)).toBe(true);
    expect(interrupted.filter((value, k) => value !== line[k] && value !== null)).toEqual([]);
  });
});
