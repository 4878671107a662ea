/**
 * Puts kernels and gradients into TensorFlow.js' registries and takes them out again. All copies of TensorFlow.js in a realm
 * share these, and this module may be loaded more than once (hot reload, `import` beside `require`): an entry is put in
 * once, knows who holds it, and gives way to the one that it replaced when the last of them lets go.
 */
import type { Gradient, Kernel, KernelParams, KernelRegistry } from "./tensorflow.js";

/** On what is this package's, in whichever copy of it. */
export const OURS = Symbol.for("elu-simd/tfjs");

/** A kernel to put in. */
export interface NewKernel {
  readonly kernelName: string;
  readonly backendName: string;
  /** Whether it takes the place of one of that name, and is left out where there is none: the backend is not imported. */
  readonly replaces: boolean;
  /** What computes it, in place of `original`. */
  readonly create: (original: Kernel | undefined) => (params: KernelParams) => unknown;
}

/** Where one entry stands. */
interface Slot {
  get(): object | undefined;
  put(entry: object): void;
  remove(): void;
}

interface OurEntry {
  readonly [OURS]: { readonly original: object | undefined; readonly holders: Set<object> };
}

/** What one registration holds. */
export class Held {
  readonly #registry: KernelRegistry;
  readonly #entries = new Map<OurEntry, Slot>();

  constructor(registry: KernelRegistry) {
    this.#registry = registry;
  }

  /** Puts in what is not there. A backend may have been imported, or registered anew, since. */
  hold(kernels: readonly NewKernel[], gradients: readonly Gradient[]): void {
    for (const { kernelName, backendName, replaces, create } of kernels) {
      const slot = kernelSlot(this.#registry, kernelName, backendName);
      if (replaces && !slot.get()) continue;
      this.#hold(slot, (original) => {
        const kernel = original as Kernel | undefined;
        return { ...kernel, kernelName, backendName, kernelFunc: create(kernel) };
      });
    }
    for (const gradient of gradients) this.#hold(gradientSlot(this.#registry, gradient.kernelName), () => gradient);
  }

  /** Takes out what nobody else holds. */
  release(): void {
    for (const [entry, slot] of this.#entries) {
      const { original, holders } = entry[OURS];
      holders.delete(this);
      // Or somebody else has replaced it since.
      if (holders.size > 0 || slot.get() !== entry) continue;
      slot.remove();
      if (original) slot.put(original);
    }
    this.#entries.clear();
  }

  #hold(slot: Slot, create: (original: object | undefined) => object): void {
    let entry = slot.get() as Partial<OurEntry> | undefined;
    if (!entry?.[OURS]) {
      const original = entry;
      entry = { ...create(original), [OURS]: { original, holders: new Set() } };
      if (original) slot.remove(); // or putting another would warn
      slot.put(entry);
    }
    (entry as OurEntry)[OURS].holders.add(this);
    this.#entries.set(entry as OurEntry, slot);
  }
}

function kernelSlot(registry: KernelRegistry, kernelName: string, backendName: string): Slot {
  return {
    get: () => registry.getKernel(kernelName, backendName),
    put: (kernel) => registry.registerKernel(kernel as Kernel),
    remove: () => registry.unregisterKernel(kernelName, backendName),
  };
}

function gradientSlot(registry: KernelRegistry, kernelName: string): Slot {
  return {
    get: () => registry.getGradient(kernelName),
    put: (gradient) => registry.registerGradient(gradient as Gradient),
    remove: () => registry.unregisterGradient(kernelName),
  };
}
