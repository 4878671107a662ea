import { expect, it } from "vitest";
import { blocksIn } from "../documentation/pages.js";
import { needsTensorFlow, runBlock } from "../documentation/run-block.js";

it.each(blocksIn("js").filter(needsTensorFlow))("the code of the documentation runs: $name", (block) => {
  expect(() => runBlock(block, "prelude-tfjs.mjs", "../tfjs")).not.toThrow();
});

it("an error in the code makes the suite fail", () => {
  const code = "ELU({ alpha: NaN }).apply(tf.tensor1d([1]));";
  expect(() => runBlock({ language: "js", code, line: 1 }, "prelude-tfjs.mjs", "../tfjs")).toThrow(/RangeError/);
});
