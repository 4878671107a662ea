/** The peers, and the processes in which they run. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Tinypool } from "tinypool";
import { RELAXED_SIMD_FLAGS } from "../../harness/relaxed-simd.js";
import { ELU_SIMD, ELU_SIMD_RELAXED, type Figure, PLAIN_LOOP, PYTORCH, TFJS_WASM } from "../promises.js";
import type { FormName } from "./candidates/candidate.js";
import type { Opened } from "./peer-process.js";

interface Peer {
  readonly name: string;
  /** The name of the file in candidates/, without extension. */
  readonly file: string;
  /** The argument for `open` of the file. */
  readonly option?: string | undefined;
  /** The package whose version is the peer's. */
  readonly from?: string;
  readonly flags?: readonly string[];
}

/** Debian's PyTorch belongs to Debian's Python, which may not be the first in PATH. */
const PYTHONS = process.env.PYTHON ? [process.env.PYTHON] : ["python3", "/usr/bin/python3"];
const python = PYTHONS.find((python) => spawnSync(python, ["-c", "import torch"]).status === 0);

export const PEERS: readonly Peer[] = [
  { name: ELU_SIMD, file: "elu-simd", option: "elu-simd" },
  { name: ELU_SIMD_RELAXED, file: "elu-simd", option: "elu-simd/relaxed", flags: RELAXED_SIMD_FLAGS },
  { name: TFJS_WASM, file: "tfjs", option: "wasm", from: "@tensorflow/tfjs-backend-wasm" },
  { name: "TensorFlow.js, cpu backend", file: "tfjs", option: "cpu", from: "@tensorflow/tfjs-backend-cpu" },
  { name: "onnxruntime-web, wasm", file: "onnxruntime-web", from: "onnxruntime-web" },
  { name: "jax-js, wasm backend", file: "jax-js", from: "@jax-js/jax" },
  { name: PYTORCH, file: "pytorch", option: python },
  { name: PLAIN_LOOP, file: "loop", option: "float64" },
  { name: "loop in float32, Math.exp(x) - 1", file: "loop", option: "float32" },
];

/** The figure of a peer in one form. */
export interface PeerFigure extends Figure {
  /** The peer's name and version. */
  readonly title: string;
  readonly form: FormName;
  readonly largestUlp: number;
}

const { dependencies } = JSON.parse(readFileSync("installs/tensorflow/package.json", "utf8"));

/** A peer in its own process, on one thread. */
export interface Started {
  readonly name: string;
  /** The name and the version. */
  readonly title: string;
  readonly firstResultMilliseconds: number;
  /** Calls a function of peer-process.ts. */
  readonly ask: <Answer>(name: string, task: unknown) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

/** Starts a peer. Rejects with the reason if the peer cannot run here. */
export async function start({ name, file, option, from, flags }: Peer): Promise<Started> {
  const worker = new Tinypool({
    filename: new URL("./peer-process.js", import.meta.url).href,
    runtime: "child_process",
    serialization: "advanced", // for Float32Arrays
    minThreads: 1,
    maxThreads: 1,
    execArgv: [...(flags ?? [])],
  });
  const stop = () => worker.destroy();
  try {
    const { version = from && dependencies[from], firstResultMilliseconds }: Opened = await worker.run(
      { file, option },
      { name: "open" },
    );
    const title = version ? `${name} ${version}` : name;
    return { name, title, firstResultMilliseconds, ask: (name, task) => worker.run(task, { name }), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
