import { cpus } from "node:os";

/** The machine and engine that figures were measured on. */
export function describeMachine() {
  const all = cpus();
  return {
    cpu: all[0]?.model ?? "unknown",
    cores: all.length,
    engine: process.versions.bun
      ? `Bun ${process.versions.bun}, JavaScriptCore`
      : `Node.js ${process.versions.node}, V8 ${process.versions.v8}`,
    platform: `${process.platform} ${process.arch}`,
  };
}

export function machineLine({ cpu, cores, engine, platform }: ReturnType<typeof describeMachine>): string {
  return `${cpu}, ${cores} cores, ${engine}, ${platform}`;
}
