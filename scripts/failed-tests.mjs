// Prints the failed tests of a JSON report of vitest, each with the first lines of its error:
// `node scripts/failed-tests.mjs REPORT`.
import { readFileSync } from "node:fs";

const LINES = 12;

const { testResults } = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const { name: file, assertionResults } of testResults) {
  const failed = assertionResults.filter(({ status }) => status === "failed");
  for (const { fullName, failureMessages } of failed) {
    const error = failureMessages.join("\n").split("\n").slice(0, LINES).join("\n    ");
    console.log(`${file}\n  ${fullName}\n    ${error}`);
  }
}
