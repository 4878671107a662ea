/** The resident kernels where V8 makes 256-bit operations of pairs of vectors, beside the same without. */
import { execFileSync, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median } from "../harness/median.js";
import type { Series } from "./contest.js";
import { type Figure, floats, measureUntilHeld } from "./verdicts.js";

export const REVECTORIZE = "--experimental-wasm-revectorize";

/** What turns: a process with the flag and one without, because V8 reads it at the start. */
const FLAGS = [[REVECTORIZE], []];

/** What this engine lacks, or undefined. */
export function whyNotRevectorized(): string | undefined {
  const { bun, node } = process.versions;
  if (bun) return "Bun has no V8";
  // Node 22 takes the flag and computes with 128 bits.
  const isNewEnough = Number.parseInt(node, 10) >= 24;
  if (isNewEnough && spawnSync(process.execPath, [REVECTORIZE, "--eval", ""]).status === 0) return undefined;
  return `Node.js ${node} on ${process.arch} has no working ${REVECTORIZE}`;
}

/** Each function with 256 bits, and its baseline, the same with 128. */
export async function measureRevectorized(
  length: number,
  { quick, slack }: { quick: boolean; slack: number },
): Promise<Series> {
  const found = await measureUntilHeld("default", length, slack, async (attempt) =>
    measureInTurns(length, quick && attempt === 1 ? 1 : 5),
  );
  return { title: `resident, ${REVECTORIZE}, ${floats(length)}`, ...found };
}

/** Medians of the processes' medians, as in a contest. */
function measureInTurns(length: number, rounds: number): Figure[] {
  const turns = Array.from({ length: rounds }, () => FLAGS.map((flags) => figuresOfProcess(flags, length)));
  return turns[0][0].flatMap(({ name }, i) => {
    const [wide, narrow] = FLAGS.map((_, k) => median(turns.map((turn) => turn[k][i].nsPerFloat)));
    const baseline = `${name}, 128 bits`;
    return [
      { name: `${name}, 256 bits`, nsPerFloat: wide, baseline },
      { name: baseline, nsPerFloat: narrow, baseline },
    ];
  });
}

function figuresOfProcess(flags: string[], length: number): Figure[] {
  const script = fileURLToPath(import.meta.resolve("./resident-speeds.js"));
  return JSON.parse(execFileSync(process.execPath, [...flags, script, String(length)], { encoding: "utf8" }));
}
