/** The near side of serve.mjs and serve_torch.py: a peer in a process that is asked one thing at a time. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { decode, encode } from "./floats.mjs";

/** What a peer says first. @typedef {{ version?: string, engine: string, firstResultMilliseconds: number }} Hello */

/** The names that `call` takes. @typedef {"elu" | "eluGradient" | "selu" | "seluGradient"} FunctionName */

export class PeerProcess {
  #child;
  #lines;
  #stderr = "";
  /** @type {Error | undefined} */
  #failure;
  /** @type {Hello} */
  hello = { engine: "", firstResultMilliseconds: Number.NaN };

  /** @param {string[]} command */
  constructor([file, ...args]) {
    this.#child = spawn(file, args, { cwd: import.meta.dirname, stdio: ["pipe", "pipe", "pipe"] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#child.stderr.on("data", (text) => {
      this.#stderr += text;
    });
    this.#child.on("error", (error) => {
      this.#failure = error;
    });
    // Where the process is gone, reading its answer tells more than not being able to write.
    this.#child.stdin.on("error", () => {});
  }

  /** Throws, with the reason, where the peer cannot run. @type {(command: string[]) => Promise<PeerProcess>} */
  static async start(command) {
    const peer = new PeerProcess(command);
    const { missing, ...hello } = await peer.#answer();
    if (missing) {
      peer.stop();
      throw new Error(missing);
    }
    peer.hello = hello;
    return peer;
  }

  /**
   * The peer's result, or undefined where it has no such function.
   *
   * @type {(name: FunctionName, input: Float32Array) => Promise<Float32Array | undefined>}
   */
  async call(name, input) {
    const { floats } = await this.#request({ ask: "call", name, floats: encode(input) });
    return floats === undefined ? undefined : decode(floats);
  }

  /**
   * Takes the input in windows of `length` floats, and tells the forms in which the peer can compute them.
   *
   * @type {(input: Float32Array, length: number) => Promise<string[]>}
   */
  async prepare(input, length) {
    return (await this.#request({ ask: "prepare", floats: encode(input), length })).forms;
  }

  /** Median milliseconds for all windows. @type {(form: string, milliseconds: number) => Promise<number>} */
  async time(form, milliseconds) {
    return (await this.#request({ ask: "time", form, milliseconds })).milliseconds;
  }

  /** What the form computes. @type {(form: string) => Promise<Float32Array>} */
  async result(form) {
    return decode((await this.#request({ ask: "result", form })).floats);
  }

  stop() {
    this.#child.kill();
  }

  /** @param {object} request */
  async #request(request) {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    const answer = await this.#answer();
    if (answer.error) throw new Error(answer.error);
    return answer;
  }

  async #answer() {
    const { done, value } = await this.#lines.next();
    if (!done) return JSON.parse(value);
    // The error arrives after the end of the output that it leads to.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const lastWords = this.#stderr.trim().split("\n").at(-1) || "without a word";
    throw this.#failure ?? new Error(`the process ended: ${lastWords}`);
  }
}
