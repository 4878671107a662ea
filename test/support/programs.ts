/** Runs programs that use the package in other processes. */
import { execFileSync } from "node:child_process";

/** The output of the module `source`. Throws if the module does not end within a minute. */
export function outputOf(source: string, env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(process.execPath, ["--input-type=module", "--eval", source], {
    encoding: "utf8",
    env: { ...process.env, ...env },
    timeout: 60_000,
  });
}
