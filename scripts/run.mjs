/**
 * `node scripts/run.mjs GROUP NAME ARGUMENTS...`: what stands behind the npm scripts that take a name. Installs the
 * packages from installs/ that it needs, unless they are there, and passes further arguments on to its last step.
 */
import { spawnSync } from "node:child_process";
import { rmSync, statSync, symlinkSync } from "node:fs";
import { resolve } from "node:path";

/** npm itself, which starts this script. */
const NPM = process.env.npm_execpath;
const VITEST = "node_modules/vitest/vitest.mjs";
const TSC = "node_modules/typescript/bin/tsc";
const NODE_26 = "installs/runtimes/node_modules/node26/bin/node";
const STRYKER = "installs/checkers/node_modules/@stryker-mutator/core/bin/stryker.js";
const TYPEDOC = "installs/checkers/node_modules/typedoc/bin/typedoc";

/** Node looks for packages upward from the file that imports them: these folders get a link to where they are. */
const IMPORTERS = {
  "installs/interpreters": ["test/interpreters"],
  "installs/tensorflow": ["bench/peers", "examples/training", "test/tfjs"],
};

const packed = (suite) => [VITEST, "run", "--config", "vitest.engines.config.ts", "--project", suite];
const vitestIn = (folder) => [VITEST, "run", "--config", `${folder}/vitest.config.ts`];
const playground = (script) => [NPM, "run", script, "--prefix", "playground", "--"];

/** By group and name: the package or packages that it needs, and its steps, programs for Node with their arguments. */
const GROUPS = {
  suite: {
    runtimes: { needs: "installs/runtimes", steps: [packed("runtimes")] },
    arm64: { needs: "installs/arm64", steps: [packed("arm64")] },
    interpreters: { needs: "installs/interpreters", steps: [packed("interpreters")] },
    browsers: { steps: [packed("browsers")] },
    bundlers: { needs: "installs/checkers", steps: [packed("bundlers")] },
    edge: { needs: ["installs/edge", "installs/runtimes"], steps: [packed("edge")] },
    published: {
      needs: ["installs/checkers", "installs/runtimes", "installs/tensorflow"],
      steps: [packed("published")],
    },
    node26: { needs: "installs/runtimes", node: NODE_26, steps: [[VITEST, "run"]] },
    large: { steps: [[VITEST, "run", "--config", "vitest.large.config.ts"]] },
    soak: { steps: [[VITEST, "run", "--config", "vitest.soak.config.ts"]] },
    fuzz: { steps: [[VITEST, "run", "--config", "vitest.fuzz.config.ts"]] },
    tfjs: {
      needs: "installs/tensorflow",
      steps: [[TSC, "--project", "test/tfjs"], vitestIn("test/tfjs")],
    },
    "tfjs-browsers": { needs: "installs/tensorflow", steps: [vitestIn("test/tfjs/browsers")] },
    "tfjs-specs": { needs: "installs/tensorflow", steps: [vitestIn("test/tfjs/specs")] },
    mutation: { needs: "installs/checkers", steps: [[STRYKER, "run", "test/mutation/stryker.config.json"]] },
  },
  bench: {
    default: { steps: [["build/bench/single-thread.js"]] },
    threads: { steps: [["build/bench/threads.js"]] },
    javascript: { steps: [["build/bench/javascript.js"]] },
    browsers: { steps: [["build/bench/browsers/run.js"]] },
    interpreters: { needs: "installs/interpreters", steps: [["bench/interpreters/run.mjs"]] },
    peers: { needs: "installs/tensorflow", steps: [["bench/peers/speed.mjs"]] },
    accuracy: { needs: "installs/tensorflow", steps: [["bench/peers/accuracy.mjs"]] },
    tfjs: { needs: "installs/tensorflow", steps: [["bench/peers/tfjs-kernels.mjs"]] },
    "tfjs-browser": { needs: "installs/tensorflow", steps: [["bench/peers/tfjs-browser.mjs"]] },
  },
  example: {
    training: { needs: "installs/tensorflow", steps: [["examples/training/train.mjs"]] },
    policy: { steps: [["build/examples/policy/run.js"]] },
    audio: { steps: [["build/examples/audio/run.js"]] },
  },
  docs: {
    reference: { needs: "installs/checkers", steps: [[TYPEDOC, "--options", "docs/reference"]] },
    engines: { steps: [["scripts/engines-table.mjs"]] },
  },
  playground: {
    default: { needs: "playground", steps: [playground("dev")] },
    build: { needs: "playground", steps: [playground("build")] },
    preview: { needs: "playground", steps: [playground("build"), playground("preview")] },
    test: { needs: "playground", steps: [playground("build"), playground("test")] },
    screenshots: { needs: "playground", steps: [playground("build"), playground("screenshots")] },
  },
};

const [group, ...args] = process.argv.slice(2);
const tasks = GROUPS[group];
const name = args.length === 0 || args[0].startsWith("-") ? "default" : args.shift();
const task = tasks[name];
if (!task) {
  console.error(`the first argument is one of: ${Object.keys(tasks).join(", ")}`);
  process.exit(1);
}

for (const folder of [task.needs ?? []].flat()) install(folder);
const last = task.steps.length - 1;
for (const [k, step] of task.steps.entries()) run(task.node ?? process.execPath, k < last ? step : [...step, ...args]);

/** `npm ci`, where what is installed is not of the lock file as it is now. */
function install(folder) {
  const age = (file) => statSync(`${folder}/${file}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (age("node_modules/.package-lock.json") < age("package-lock.json")) {
    run(process.execPath, [NPM, "ci", "--prefix", folder]);
  }
  for (const importer of IMPORTERS[folder] ?? []) {
    rmSync(`${importer}/node_modules`, { recursive: true, force: true });
    symlinkSync(resolve(folder, "node_modules"), `${importer}/node_modules`, "junction");
  }
}

function run(program, args) {
  const { status } = spawnSync(program, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
