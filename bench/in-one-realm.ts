/** The js backend and the plain loop, every function of the family, in turns and unwarmed, as a program would call them. */
import { createElu } from "elu-simd";
import { markdownTable } from "markdown-table";
import { FAMILY, floatsOf } from "./family.js";
import type { Figure } from "./verdicts.js";

export const LENGTH = 65_536;

/** Calls of each before the others have their turn: a clock may tell milliseconds. */
const CALLS = 8;

/** Turns of each: ten million floats, and as many again. */
const TURNS = 40;

export interface FirstFigure extends Figure {
  /** Of the first ten million floats, while the engine compiles; `nsPerFloat` is that of the second. */
  readonly firstNsPerFloat: number;
}

export function inOneRealm(): FirstFigure[] {
  const js = createElu({ backend: "js" });
  const floats = floatsOf(LENGTH);
  const candidates = FAMILY.flatMap(({ name, ours, plain }) => [
    {
      name: `${name}, js backend`,
      baseline: `${name}, plain loop`,
      run: () => ours(js, floats),
      times: [] as number[],
    },
    { name: `${name}, plain loop`, baseline: `${name}, plain loop`, run: () => plain(floats), times: [] as number[] },
  ]);
  for (let turn = 0; turn < TURNS; turn++) {
    for (const { run, times } of candidates) {
      const start = performance.now();
      for (let k = 0; k < CALLS; k++) run();
      times.push((1e6 * (performance.now() - start)) / (CALLS * LENGTH));
    }
  }
  return candidates.map(({ name, baseline, times }) => ({
    name,
    baseline,
    firstNsPerFloat: mean(times.slice(0, TURNS / 2)),
    nsPerFloat: mean(times.slice(TURNS / 2)),
  }));
}

/** The family, ns per float. */
export function tableOfFirst(title: string, figures: readonly FirstFigure[]): string {
  const rows = FAMILY.map(({ name }) => {
    const [js, plain] = ["js backend", "plain loop"].map((form) => find(figures, `${name}, ${form}`));
    const numbers = [js.firstNsPerFloat, js.nsPerFloat, plain.firstNsPerFloat, plain.nsPerFloat];
    return [`\`${name}\``, ...numbers.map((ns) => ns.toFixed(2)), (plain.nsPerFloat / js.nsPerFloat).toFixed(2)];
  });
  const head = [title, "js, first 10 million", "second", "plain loop, first", "second", "loop / js"];
  return markdownTable([head, ...rows], { align: ["l", "r", "r", "r", "r", "r"] });
}

/** Not the median: WebKit's clock tells whole milliseconds. */
function mean(times: readonly number[]): number {
  return times.reduce((sum, time) => sum + time) / times.length;
}

function find(figures: readonly FirstFigure[], name: string): FirstFigure {
  const found = figures.find((figure) => figure.name === name);
  if (!found) throw new Error(`${name} was not measured`);
  return found;
}
