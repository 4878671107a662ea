import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

/** As users run it: in plain Node, from the built package, beside a TensorFlow.js that nobody has prepared. */
function printedBy(program: string): string {
  const node = ["--input-type=module", "--eval", program];
  return execFileSync(process.execPath, node, { cwd: import.meta.dirname, encoding: "utf8", stdio: "pipe" }).trim();
}

it("works in a plain module, with the first tensor that there is", () => {
  const printed = printedBy(
    `import * as tf from "@tensorflow/tfjs";
     import { registerElu } from "../../dist/tfjs.js";
     const { elu, ELU } = registerElu(tf);
     const model = tf.sequential({ layers: [ELU({ alpha: 2.0, inputShape: [1] })] });
     console.log(elu([-1, 0, 2], 2.0).dataSync().join(" "), model.predict(tf.tensor2d([[-1]])).dataSync().join());`,
  );
  expect(printed).toBe("-1.264241099357605 0 2 -1.264241099357605");
});

it("computes with the engine behind elu-simd", () => {
  const printed = printedBy(
    `import { statSync } from "node:fs";
     const { size } = statSync("../../dist/elu.wasm"); // Node compiles modules of its own
     const { Module } = WebAssembly;
     let compiled = 0;
     WebAssembly.Module = class extends Module {
       constructor(bytes) { super(bytes); compiled += bytes.byteLength === size; }
     };
     const { elu } = await import("../../dist/index.js");
     const { registerElu } = await import("../../dist/tfjs.js");
     elu(Float32Array.of(-1));
     registerElu(await import("@tensorflow/tfjs")).elu([-1], 2.0).dataSync();
     console.log(compiled);`,
  );
  expect(printed).toBe("1");
});

it("starts nothing when it is imported", () => {
  const printed = printedBy(
    `WebAssembly.Module = class { constructor() { throw new Error("compiled"); } };
     const { registerElu } = await import("../../dist/tfjs.js");
     console.log(typeof registerElu);`,
  );
  expect(printed).toBe("function");
});

it("registers once, whether it is imported, required or both", () => {
  const printed = printedBy(
    `import { createRequire } from "node:module";
     import * as tf from "@tensorflow/tfjs";
     import { registerElu } from "../../dist/tfjs.js";
     const required = createRequire(process.cwd() + "/user.js")("../../dist/tfjs.cjs");
     const kernel = tf.getKernel("Elu", "cpu");
     const [first, second] = [registerElu(tf), required.registerElu(tf)];
     second.unregister();
     console.log(required.registerElu === registerElu, first === second, tf.getKernel("Elu", "cpu") === kernel);
     console.log(required.registerElu(tf).elu([-1], 2.0).dataSync().join());`,
  );
  expect(printed.split("\n")).toEqual(["false true true", "-1.264241099357605"]);
});
