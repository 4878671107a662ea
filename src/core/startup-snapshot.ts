/** Node builds startup snapshots without WebAssembly; the process that starts from a snapshot has it. */
interface Host {
  readonly process?: {
    getBuiltinModule?(name: "node:v8"): {
      readonly startupSnapshot?: { isBuildingSnapshot(): boolean; addDeserializeCallback(callback: () => void): void };
    };
  };
}

/** While Node builds a startup snapshot, has `callback` called in each process that starts from it. */
export function whenDeserialized(callback: () => void): void {
  // Node has getBuiltinModule from 20.16 on.
  const snapshot = (globalThis as Host).process?.getBuiltinModule?.("node:v8").startupSnapshot;
  if (snapshot?.isBuildingSnapshot()) snapshot.addDeserializeCallback(callback);
}
