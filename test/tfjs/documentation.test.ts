import { expect, it } from "vitest";
import { pages } from "../documentation/pages.js";
import { needsTensorFlow, runBlock } from "../documentation/run-block.js";

const blocks = pages.flatMap(({ path, blocks }) =>
  blocks
    .filter((block) => block.language === "js" && needsTensorFlow(block))
    .map((block) => ({ ...block, name: `${path}:${block.line}` })),
);

it.each(blocks)("the code of the documentation runs: $name", { timeout: 60_000 }, (block) => {
  expect(() => runBlock(block, "prelude-tfjs.mjs", "../tfjs")).not.toThrow();
});

it("an error in it is found", () => {
  const code = "ELU({ alpha: NaN }).apply(tf.tensor1d([1]));";
  expect(() => runBlock({ language: "js", code, line: 1 }, "prelude-tfjs.mjs", "../tfjs")).toThrow(/RangeError/);
});
