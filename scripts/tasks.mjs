/**
 * The tasks of the npm scripts that take a name. Each task has a description for the usage text, `does`; the packages
 * of installs/ that it needs, installed at the first run; and its steps, programs for Node with their arguments. A
 * suite with `tests` is a project of vitest.suites.config.ts instead. A new task is a line here.
 */

/** npm itself, which starts the scripts. */
const NPM = process.env.npm_execpath ?? "npm";
const VITEST = "node_modules/vitest/vitest.mjs";
const TSC = "node_modules/typescript/bin/tsc";
const STRYKER = "installs/checkers/node_modules/@stryker-mutator/core/bin/stryker.js";
const TYPEDOC = "installs/checkers/node_modules/typedoc/bin/typedoc";

const RUNTIMES = "installs/runtimes";
const CHECKERS = "installs/checkers";
const INTERPRETERS = "installs/interpreters";
const TENSORFLOW = "installs/tensorflow";

/** Node searches for packages upward from the importing file: these folders get a link to the installed packages. */
export const IMPORTERS = {
  [INTERPRETERS]: ["harness/interpreters"],
  [TENSORFLOW]: ["bench/peers", "examples/training", "harness/tensorflow", "test/tfjs", "build"],
};

/**
 * Compiles a folder that `npm run build` leaves out, because it needs further packages, and runs its program.
 *
 * @type {(folder: string, program: string) => string[][]}
 */
const compiled = (folder, program) => [[TSC, "--project", folder], [`build/${folder}/${program}.js`]];

/** @type {(script: string) => string[]} */
const playground = (script) => [NPM, "run", script, "--prefix", "playground", "--"];

/**
 * @typedef {object} Task
 * @property {string} does
 * @property {readonly string[]} [needs]
 * @property {readonly string[][]} [steps] The last step gets further arguments.
 * @property {string} [node] The Node that runs the steps; by default the Node that runs npm.
 * @property {string} [tests] The files of a suite.
 * @property {boolean} [alone] Whether the suite runs one file at a time: its tests use all cores.
 * @property {Readonly<Record<string, string>>} [env] Environment of the tests.
 */

/** @type {Readonly<Record<string, Task>>} */
export const SUITES = {
  runtimes: {
    does: "the installed package on Node.js 20 to 26, Bun, Deno and workerd; Linux on x64",
    needs: [RUNTIMES],
    tests: "test/runtimes/*.test.ts",
  },
  arm64: {
    does: "the installed package on 64-bit ARM, Node.js 24 under QEMU; Linux on x64",
    needs: ["installs/arm64"],
    tests: "test/arm64/*.test.ts",
  },
  interpreters: {
    does: "the installed package in Hermes and QuickJS, without WebAssembly; Linux on x64",
    needs: [INTERPRETERS],
    tests: "test/interpreters/*.test.ts",
  },
  browsers: {
    does: "the installed package in Debian's Chromium, Firefox and WebKit",
    tests: "test/browsers/*.test.ts",
    alone: true,
  },
  bundlers: {
    does: "every entry point through seven bundlers: results, sizes, tree shaking",
    needs: [CHECKERS],
    tests: "test/bundlers/*.test.ts",
  },
  edge: {
    does: "bundles by the tools of edge hosts, in workerd and others; Linux on x64",
    needs: ["installs/edge", RUNTIMES],
    tests: "test/edge/*.test.ts",
  },
  published: {
    does: "the packed files, in Node.js 20.0 to 26, Jest, ts-jest and TypeScript 5.0 to 7; Linux on x64",
    needs: [CHECKERS, RUNTIMES, TENSORFLOW],
    tests: "test/published/*.test.ts",
  },
  node26: {
    does: "the tests of `npm test` on Node.js 26; Linux on x64",
    needs: [RUNTIMES],
    node: "installs/runtimes/node_modules/node26/bin/node",
    steps: [[VITEST, "run"]],
  },
  tfjs: {
    does: "tests of elu-simd/tfjs, and types of all code that needs TensorFlow.js",
    needs: [TENSORFLOW],
    steps: ["test/tfjs", "bench/peers", "examples/training"].map((folder) => [TSC, "--project", folder]),
    tests: "test/tfjs/*.test.ts",
  },
  "tfjs-browsers": {
    does: "tests of elu-simd/tfjs in Chromium, webgl and webgpu on SwiftShader, and in Firefox",
    needs: [TENSORFLOW],
    tests: "test/tfjs/browsers/*.test.ts",
    alone: true,
  },
  "tfjs-specs": {
    does: "TensorFlow.js' own specs, with the adapter and without",
    needs: [TENSORFLOW],
    tests: "test/tfjs/specs/*.test.ts",
    alone: true,
  },
  fuzz: {
    does: "a million calls of each function with arguments of every kind",
    tests: "test/fuzz.test.ts",
    env: { FUZZ_CALLS: "1000000" },
  },
  soak: {
    does: "pools under load, faults and kills for SOAK_MINUTES, 10 by default; SOAK_SEED repeats a run; Linux",
    tests: "test/soak/*.test.ts",
    alone: true,
  },
  large: {
    does: "arrays beyond 4 GiB (takes 6 GiB), and leaks after thousands of calls and pools",
    tests: "test/large/*.test.ts",
    alone: true,
  },
  mutation: {
    does: "mutation tests by Stryker, which break sources and expect tests to fail; hours",
    needs: [CHECKERS],
    steps: [[STRYKER, "run", "test/mutation/stryker.config.json"]],
  },
};

/** By npm script; `default` has no name. @type {Readonly<Record<string, Readonly<Record<string, Task>>>>} */
export const TASKS = {
  start: { default: { does: "the tour of examples/", steps: [["build/examples/tour.js"]] } },
  "test:suite": SUITES,
  verify: { default: { does: "proves every bound", steps: [["build/proof/verify/run.js"]] } },
  search: { default: { does: "the search for coefficients", steps: [["build/proof/search/run.js"]] } },
  bench: {
    default: { does: "speed on this machine", steps: [["build/bench/speed.js"]] },
    threads: { does: "pools of one thread and of several", steps: [["build/bench/threads.js"]] },
    javascript: { does: "the js backend, from the first call on", steps: [["build/bench/javascript.js"]] },
    browsers: { does: "every function in Chromium, Firefox and WebKit", steps: [["build/bench/browsers/run.js"]] },
    interpreters: {
      does: "every function in Hermes and QuickJS",
      needs: [INTERPRETERS],
      steps: [["bench/interpreters/run.mjs"]],
    },
    peers: { does: "elu compared with other packages", needs: [TENSORFLOW], steps: compiled("bench/peers", "speed") },
    accuracy: {
      does: "results of these packages for hard inputs",
      needs: [TENSORFLOW],
      steps: compiled("bench/peers", "accuracy"),
    },
    tfjs: {
      does: "elu-simd/tfjs compared with TensorFlow.js",
      needs: [TENSORFLOW],
      steps: compiled("bench/peers", "tfjs"),
    },
    "tfjs-browser": {
      does: "elu-simd/tfjs compared with TensorFlow.js in Chromium: speed and errors",
      needs: [TENSORFLOW],
      steps: compiled("bench/peers", "tfjs-browser"),
    },
  },
  example: {
    training: {
      does: "ReLU and ELU on MNIST, in a few minutes",
      needs: [TENSORFLOW],
      steps: compiled("examples/training", "train"),
    },
    policy: { does: "a walking robot's network, with ELU and ReLU", steps: [["build/examples/policy/run.js"]] },
    audio: { does: "the end of an audio decoder, with ELU and ReLU", steps: [["build/examples/audio/run.js"]] },
  },
  docs: {
    reference: {
      does: "the API reference, to build/api/",
      needs: [CHECKERS],
      steps: [[TYPEDOC, "--options", "docs/reference"]],
    },
  },
  playground: {
    default: { does: "serves the playground for development", needs: ["playground"], steps: [playground("dev")] },
    build: { does: "builds the playground to playground/dist/", needs: ["playground"], steps: [playground("build")] },
    preview: {
      does: "builds the playground and serves the build",
      needs: ["playground"],
      steps: [playground("build"), playground("preview")],
    },
    test: {
      does: "tests of the playground in Debian's Chromium, Firefox and WebKit",
      needs: ["playground"],
      steps: [playground("build"), playground("test")],
    },
    screenshots: {
      does: "draws the picture of playground/README.md",
      needs: ["playground"],
      steps: [playground("build"), playground("screenshots")],
    },
  },
};
