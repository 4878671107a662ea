/** Node has no WebAssembly while it builds a startup snapshot. A process that starts from the snapshot has it. */
interface Host {
  readonly process?: {
    getBuiltinModule?(name: "node:v8"): {
      readonly startupSnapshot?: { isBuildingSnapshot(): boolean; addDeserializeCallback(callback: () => void): void };
    };
  };
}

/** If Node is building a startup snapshot, calls `callback` in each process that starts from it. */
export function whenDeserialized(callback: () => void): void {
  // Node has getBuiltinModule from 20.16 on.
  const snapshot = (globalThis as Host).process?.getBuiltinModule?.("node:v8").startupSnapshot;
  if (snapshot?.isBuildingSnapshot()) snapshot.addDeserializeCallback(callback);
}
