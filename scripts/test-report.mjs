// Prints the numbers of passed and failed tests in a JSON report of vitest, then the failed tests with the first lines
// of each error: `node scripts/test-report.mjs REPORT`.
import { readFileSync } from "node:fs";

const LINES = 12;

const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(process.argv[2], "utf8"));
console.log(`${numPassedTests} ${numFailedTests}`);
for (const { name: file, assertionResults } of testResults) {
  const failed = assertionResults.filter(({ status }) => status === "failed");
  for (const { fullName, failureMessages } of failed) {
    const error = failureMessages.join("\n").split("\n").slice(0, LINES).join("\n    ");
    console.log(`${file}\n  ${fullName}\n    ${error}`);
  }
}
