import { afterEach, expect, it, vi } from "vitest";
import { COPY, RESIDENT } from "../bench/speed-promises.js";
import { measureUntilHeld, report } from "../bench/verdicts.js";

/** Of the promise that the kernel takes at most 3 times as long as a copy, from so many floats on. */
const LENGTH = 8_000_000;

/** What is measured where the kernel takes so many times as long as the copy. */
const figures = (times: number) => [
  { name: RESIDENT, nsPerFloat: times, baseline: COPY },
  { name: COPY, nsPerFloat: 1, baseline: COPY },
];

afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
});

function exitCodeOf(verdicts: Parameters<typeof report>[0]) {
  vi.spyOn(console, "log").mockImplementation(() => {});
  report(verdicts);
  return process.exitCode;
}

it("a bench that falls short three times exits with 1", async () => {
  const measure = vi.fn(async () => figures(3.1));
  const { verdicts } = await measureUntilHeld("default", LENGTH, 0, measure);
  expect(measure).toHaveBeenCalledTimes(3);
  expect(verdicts).toMatchObject([{ ratio: 1 / 3.1, holds: false }]);
  expect(exitCodeOf(verdicts)).toBe(1);
});

it("a bench that falls short once, or within the slack, does not", async () => {
  const measure = vi.fn(async (attempt: number) => figures(attempt === 1 ? 3.1 : 2.9));
  const { verdicts } = await measureUntilHeld("default", LENGTH, 0, measure);
  expect(measure).toHaveBeenCalledTimes(2);
  expect(exitCodeOf(verdicts)).toBeUndefined();
  const slack = await measureUntilHeld("default", LENGTH, 0.1, async () => figures(3.1));
  expect(exitCodeOf(slack.verdicts)).toBeUndefined();
});

it("what was not measured breaks no promise", async () => {
  const { verdicts } = await measureUntilHeld("default", LENGTH, 0, async () => figures(3.1).slice(0, 1));
  expect(verdicts).toMatchObject([{ ratio: undefined, holds: true }]);
});

it("every kernel is judged beside ELU with alpha 1 of its own build", async () => {
  const baseline = "wasm-simd: elu, alpha 1";
  const measured = (times: number) => [
    { name: baseline, nsPerFloat: 1, baseline },
    { name: "wasm-simd: celu, alpha 2", nsPerFloat: times, baseline },
  ];
  const { verdicts } = await measureUntilHeld("default", 65_536, 0, async () => measured(1.8));
  expect(verdicts).toMatchObject([{ ratio: 1 / 1.8, holds: true }]);
  const { verdicts: slower } = await measureUntilHeld("default", 65_536, 0, async () => measured(1.9));
  expect(slower).toMatchObject([{ ratio: 1 / 1.9, holds: false }]);
});

it.each([
  ["wasm-simd: selu", false],
  ["wasm-relaxed-simd: eluBackward, alpha 0.3", false],
  ["wasm-simd: eluBackward, from output", undefined],
])("%s at 1.6 times its speed with 128 bits: holds is %s", async (name, holds) => {
  const baseline = `${name}, 128 bits`;
  const measured = [
    { name: `${name}, 256 bits`, nsPerFloat: 1, baseline },
    { name: baseline, nsPerFloat: 1.6, baseline },
  ];
  const { verdicts } = await measureUntilHeld("default", 65_536, 0, async () => measured);
  expect(verdicts[0]?.holds).toBe(holds);
});
