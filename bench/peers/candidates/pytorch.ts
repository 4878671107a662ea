/** PyTorch on one thread, in a Python that can import torch. pytorch.py answers each line of JSON with a line. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { ArrayFunction, FunctionName, Open } from "./candidate.js";

export const open: Open = async (python) => {
  if (!python) throw new Error("no Python here can import torch");
  const { stdin, stdout } = spawn(python, ["bench/peers/candidates/pytorch.py"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { done, value } = await lines.next();
    if (done) throw new Error("PyTorch's process ended");
    return JSON.parse(value);
  };
  /** The result as base64, or nanoseconds if `milliseconds` are given. */
  const ask = (name: FunctionName, windows: readonly Float32Array[], milliseconds?: number) => {
    const floats = Buffer.concat(windows.map((window) => new Uint8Array(window.slice().buffer))).toString("base64");
    stdin.write(`${JSON.stringify({ name, floats, length: windows[0].length, milliseconds })}\n`);
    return answer();
  };
  const call = (name: FunctionName): ArrayFunction => {
    return async (input) => new Float32Array(Uint8Array.from(Buffer.from(await ask(name, [input]), "base64")).buffer);
  };

  const functions = {
    elu: call("elu"),
    eluGradient: call("eluGradient"),
    selu: call("selu"),
    seluGradient: call("seluGradient"),
  };
  return {
    version: await answer(),
    functions,
    forms: (windows) => ({
      "in place": {
        prepare: async ({ warmUp, turn }) => {
          await ask("elu", windows, warmUp);
          return () => ask("elu", windows, turn);
        },
        result: async () => {
          const results: Float32Array[] = [];
          for (const window of windows) results.push(await functions.elu(window));
          return results;
        },
      },
    }),
  };
};
