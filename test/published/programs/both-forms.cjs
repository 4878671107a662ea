/** Imports and requires the package, and prints as JSON how the two forms compare. */
const { createHash } = require("node:crypto");
const { pathToFileURL } = require("node:url");

const FUNCTIONS = ["elu", "selu", "celu", "eluBackward", "seluBackward", "celuBackward"];
/** Long enough that a pool always splits the call among its threads. */
const LENGTH = 2 ** 20;
/** From subnormal numbers to Infinity. */
const x = Float32Array.from({ length: LENGTH }, (_, i) => (i % 3 ? -1 : 1) * 1.00017 ** i * 1e-39);

const run = (functions, name, options) =>
  functions[name](...(name.endsWith("Backward") ? [x.subarray(1), x.subarray(0, -1)] : [x]), options);
const hash = (results) => createHash("sha256").update(Buffer.from(results.buffer)).digest("hex");

async function main() {
  const differences = [];
  const engines = {};
  const backends = {};
  const hashes = {};
  for (const entryPoint of ["elu-simd", "elu-simd/relaxed", "elu-simd/exact"]) {
    const [imported, required] = [await import(entryPoint), require(entryPoint)];
    engines[entryPoint] = imported.elu === required.elu ? "one" : "two";
    if (Object.keys(imported).join() !== Object.keys(required).join())
      differences.push(`import and require of ${entryPoint} differ in their names`);
    backends[entryPoint] = required.getBackend().name;
    for (const name of FUNCTIONS) {
      const bits = hash(run(required, name));
      if (bits !== hash(run(imported, name)))
        differences.push(`import and require of ${entryPoint} differ in the bits of ${name}`);
      if (entryPoint === "elu-simd") hashes[name] = bits;
    }
    const arena = imported.createArena(LENGTH);
    const floats = arena.alloc(LENGTH);
    floats.set(x);
    required.elu(floats, { out: floats });
    if (hash(floats.slice()) !== hash(run(required, "elu")))
      differences.push("require does not compute in an imported arena");
  }
  const { createPool } = require("elu-simd/threads");
  const workerFile = require.resolve("elu-simd/threads/worker.js");
  const pools = [];
  for (const workerUrl of [undefined, workerFile, pathToFileURL(workerFile), pathToFileURL(workerFile).href]) {
    const pool = await createPool({ threads: 2, capacity: 2 * LENGTH, workerUrl });
    const results = await pool.elu(x);
    pools.push({ threads: pool.threads, reason: pool.reason, same: hash(results) === hashes.elu });
    await pool.close();
  }
  const adapters = [await import("elu-simd/tfjs"), require("elu-simd/tfjs")].map(
    (adapter) => typeof adapter.registerElu,
  );
  console.log(JSON.stringify({ version: process.version, differences, engines, backends, hashes, pools, adapters }));
}

main();
