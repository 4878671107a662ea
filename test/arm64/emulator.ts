/**
 * Node for 64-bit ARM on a machine of another kind: QEMU translates the instructions that V8's compilers made for ARM, one
 * process at a time. It keeps x86's order of memory, which is stricter than ARM's.
 */
import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Expectation } from "../engines/judge.js";
import type { Report } from "../engines/report.js";

export interface Emulation {
  readonly emulator: string;
  /** Where it finds the libraries of ARM that Node is linked against. */
  readonly libraries: string;
  readonly node: string;
}

export const emulation: Emulation = {
  emulator: "qemu-aarch64-static",
  libraries: "/usr/aarch64-linux-gnu",
  node: join(import.meta.dirname, "../../installs/arm64/node_modules/node24/bin/node"),
};

export const expectation: Expectation = { agent: /^Node\.js\/24\b/, lacks: [] };

/**
 * For each memory, V8 keeps 10 GiB of addresses free behind which accesses out of bounds end, and QEMU a table of their
 * pages, some 60 MB: without this flag the promises of arenas take more than 23 GB.
 */
const FLAGS = ["--disable-wasm-trap-handler"];

/** What Node prints. Throws where something is missing, and says how to install it. */
export async function runOnArm64(folder: string, args: readonly string[], { emulator, libraries, node } = emulation) {
  if (spawnSync("which", [emulator]).status !== 0 || !existsSync(libraries)) {
    const packages = "qemu-user-static libc6-arm64-cross libstdc++6-arm64-cross libgcc-s1-arm64-cross";
    throw new Error(`the emulator is missing: \`apt-get install ${packages}\` installs it on Debian (no ${emulator})`);
  }
  if (!existsSync(node)) {
    throw new Error(`Node for ARM is missing: \`npm run test:suite -- arm64\` installs it (no ${node})`);
  }
  const { stdout } = await promisify(execFile)(emulator, ["-L", libraries, node, ...FLAGS, ...args], { cwd: folder });
  return stdout;
}

/** The report of the contract, which lies in the folder beside the installed package. */
export async function runContract(folder: string): Promise<Report> {
  return JSON.parse(await runOnArm64(folder, ["print-report.js"]));
}
