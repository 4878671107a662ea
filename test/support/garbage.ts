/** The memory of this process after garbage collection, for tests of leaks in calls and pools. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
export const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes of resident memory and of the heap, and the number of timers, ports and other handles that are open. */
export async function inUse(): Promise<{ memory: number; heap: number; handles: number }> {
  for (let k = 0; k < 5; k++) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { memory: rss, heap: heapUsed, handles: process.getActiveResourcesInfo().length };
}
