/** Programs of users of the package, as other processes. */
import { execFileSync } from "node:child_process";

/** What a module of this text prints; throws where it does not end within 20 seconds. */
export function outputOf(source: string, env: NodeJS.ProcessEnv = {}): string {
  return execFileSync(process.execPath, ["--input-type=module", "--eval", source], {
    encoding: "utf8",
    env: { ...process.env, ...env },
    timeout: 20_000,
  });
}
