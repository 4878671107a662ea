/** The specs that TensorFlow.js' package contains, in one program for Node and browsers. */
import { env } from "./jasmine.js";
import "./environment.js";
import "@tensorflow/tfjs-core/dist/tests.js";

export interface SpecResults {
  readonly passed: string[];
  readonly failed: string[];
}

/** The results, which tests await as a global of the page, and which Node prints. */
const results = new Promise<SpecResults>((resolve) => {
  const [passed, failed]: [string[], string[]] = [[], []];
  env.configure({ random: false });
  env.addReporter({
    specDone: ({ status, fullName }) => {
      if (status === "passed") passed.push(fullName);
      if (status === "failed") failed.push(fullName);
    },
    jasmineDone: () => resolve({ passed, failed }),
  });
});
env.execute();

Object.assign(globalThis, { results });
if (typeof location === "undefined") {
  results.then((results) => process.stdout.write(`\n${JSON.stringify(results)}\n`, () => process.exit(0)));
}
