/** Import to first result, in a process of its own: run by speed.ts, which reads the milliseconds from its output. */
const start = performance.now();
const { elu } = await import("elu-simd");
elu(Float32Array.of(-1, 0, 1));
process.stdout.write(String(performance.now() - start));
