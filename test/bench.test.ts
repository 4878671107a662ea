import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { COPY, prepareBaselines } from "../bench/baselines.js";
import { measure } from "../bench/contest.js";
import { measureUntilHeld, report } from "../bench/promises.js";

describe("a bench", () => {
  const WARM_UP = 10;

  /**
   * A machine on which every call takes `nanosecondsOfCall`, and 1.3 times as long during warm-up. Its clock has a
   * resolution of `resolution` milliseconds.
   */
  function machine(nanosecondsOfCall: number, resolution: number) {
    let now = 0;
    return {
      run: () => {
        now += ((now < WARM_UP ? 1.3 : 1) * nanosecondsOfCall) / 1e6;
      },
      clock: () => Math.floor(now / resolution) * resolution,
    };
  }

  it.each([
    [1, 0.001],
    [16, 0.001],
    [16, 1],
    [65_536, 1],
  ])("measures calls of %i floats correctly with a clock resolution of %d ms", async (length, resolution) => {
    const nsPerFloat = 0.5;
    const { run, clock } = machine(40 + nsPerFloat * length, resolution);
    const candidates = [{ name: "elu", baseline: "elu", run }];
    const effort = { warmUp: WARM_UP, rounds: 3, turn: 40 };
    const [figure] = await measure({ candidates, floatsPerRun: length }, effort, clock);
    const exact = nsPerFloat + 40 / length;
    expect(Math.abs(figure.nsPerFloat / exact - 1)).toBeLessThan(0.03);
  });

  it.each([1, 3, 16, 65_536])("runs its baselines on windows of %i floats", async (length) => {
    const module = readFileSync(new URL("../build/baselines.wasm", import.meta.url));
    for (const { run } of prepareBaselines(module, length)) expect(run).not.toThrow();
  });

  it("runs candidates in turns, and prepares each before its turn", async () => {
    const { run, clock } = machine(1e6, 0.001);
    const order: string[] = [];
    const candidates = ["a", "b"].map((name) => ({ name, baseline: name, before: () => void order.push(name), run }));
    await measure({ candidates, floatsPerRun: 1 }, { warmUp: 0, rounds: 2, turn: 1 }, clock);
    expect(order).toEqual(["a", "b", "a", "b", "a", "b"]);
  });
});

describe("the report of promises about speed", () => {
  /** Floats from which the kernel is promised to take at most 3 times as long as a copy. */
  const LENGTH = 8_000_000;

  /** Figures in which the kernel takes `times` as long as the copy. */
  const figures = (times: number) => [
    { name: "elu, in place", nsPerFloat: times, baseline: COPY },
    { name: COPY, nsPerFloat: 1, baseline: COPY },
  ];

  afterEach(() => {
    process.exitCode = undefined;
    vi.restoreAllMocks();
  });

  function reportOf(verdicts: Parameters<typeof report>[0]) {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    report(verdicts);
    return { exitCode: process.exitCode, printed: log.mock.calls.flat().join("\n") };
  }

  it("prints a promise that is missed five times, and sets exit code 1", async () => {
    const measure = vi.fn(async () => figures(3.1));
    const { verdicts } = await measureUntilHeld("default", LENGTH, 0, measure);
    expect(measure).toHaveBeenCalledTimes(5);
    const { exitCode, printed } = reportOf(verdicts);
    expect(exitCode).toBe(1);
    expect(printed).toContain(
      "elu, in place: at least 0.33 times as fast as copy, in place, 8,000,000 floats; here 0.32",
    );
    expect(printed).toContain("--slack");
  });

  it("counts a promise as kept if it is missed once, or within the slack", async () => {
    const measure = vi.fn<() => Promise<ReturnType<typeof figures>>>();
    measure.mockResolvedValueOnce(figures(3.1)).mockResolvedValue(figures(2.9));
    const { verdicts } = await measureUntilHeld("default", LENGTH, 0, measure);
    expect(measure).toHaveBeenCalledTimes(2);
    const { exitCode, printed } = reportOf(verdicts);
    expect([exitCode, printed]).toEqual([undefined, expect.stringMatching(/all measured promises .* hold \(1\)$/)]);
    const slack = await measureUntilHeld("default", LENGTH, 0.1, async () => figures(3.1));
    expect(reportOf(slack.verdicts).exitCode).toBeUndefined();
  });

  it("ignores promises about candidates that were not measured", async () => {
    const { verdicts } = await measureUntilHeld("default", LENGTH, 0, async () => figures(3.1).slice(0, 1));
    expect(verdicts).toEqual([]);
  });
});
