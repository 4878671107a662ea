/** Who is measured, and how each is started. */
import { ELU_SIMD, ELU_SIMD_RELAXED, PLAIN_COPY, PLAIN_LOOP, PYTORCH, TFJS_WASM } from "../../build/bench/promises.js";
import { RELAXED_SIMD_FLAGS } from "../../build/harness/relaxed-simd.js";
import { installedVersion } from "./installed.mjs";
import { PeerProcess } from "./process.mjs";

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {string[][]} commands Tried in turn until one runs the peer.
 * @property {string[]} packages What its user installs; the first one's version is the peer's.
 */

/** @typedef {{ name: string, version: string | undefined, process: PeerProcess }} Started */
/** @typedef {{ name: string, missing: string }} Missing */

/** @type {(...candidate: string[]) => string[][]} */
const inNode = (...candidate) => [[process.execPath, "serve.mjs", ...candidate]];

/** Debian's PyTorch belongs to Debian's Python, which need not be the first one found. */
const PYTHONS = process.env.PYTHON ? [process.env.PYTHON] : ["python3", "/usr/bin/python3"];

/** @type {Peer[]} */
export const PEERS = [
  { name: ELU_SIMD, commands: inNode("elu-simd", "index"), packages: [] },
  {
    name: ELU_SIMD_RELAXED,
    commands: [[process.execPath, ...RELAXED_SIMD_FLAGS, "serve.mjs", "elu-simd", "relaxed"]],
    packages: [],
  },
  {
    name: TFJS_WASM,
    commands: inNode("tfjs", "wasm"),
    packages: ["@tensorflow/tfjs-backend-wasm", "@tensorflow/tfjs-core"],
  },
  {
    name: "TensorFlow.js, cpu backend",
    commands: inNode("tfjs", "cpu"),
    packages: ["@tensorflow/tfjs-backend-cpu", "@tensorflow/tfjs-core"],
  },
  { name: "onnxruntime-web, wasm", commands: inNode("onnxruntime-web"), packages: ["onnxruntime-web"] },
  { name: "jax-js, wasm backend", commands: inNode("jax-js"), packages: ["@jax-js/jax"] },
  { name: PYTORCH, commands: PYTHONS.map((python) => [python, "serve_torch.py"]), packages: [] },
  { name: PLAIN_LOOP, commands: inNode("loop", "float64"), packages: [] },
  { name: "loop in float32, Math.exp(x) - 1", commands: inNode("loop", "float32"), packages: [] },
];

/** What memory alone would allow: a limit, which computes no ELU. @type {Peer} */
export const COPY = { name: PLAIN_COPY, commands: inNode("copy"), packages: [] };

/** The peer, ready to be asked, or the reasons why it cannot run here. @type {(peer: Peer) => Promise<Started | Missing>} */
export async function start({ name, commands, packages }) {
  const reasons = [];
  for (const command of commands) {
    try {
      const process = await PeerProcess.start(command);
      return { name, version: process.hello.version ?? installedVersion(packages[0]), process };
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      reasons.push(commands.length > 1 ? `${command[0]}: ${message}` : message);
    }
  }
  return { name, missing: reasons.join("; ") };
}
