/**
 * Adds kernels and gradients to TensorFlow.js' registries and removes them again. All copies of TensorFlow.js in a
 * realm share these registries, and this module may be loaded more than once (hot reload, `import` and `require`).
 * So an entry is added once and keeps a set of its holders. When the last holder releases it, the entry that it
 * replaced returns.
 */
import type { EluBackend } from "./registration.js";
import type { GradientConfig, KernelConfig, KernelRegistry } from "./tensorflow.js";

/** The key of this package's data on foreign objects, the same in every copy of this module. */
export const OURS = Symbol.for("elu-simd/tfjs");

/** The kind of a kernel, and the reason if it does not compute in place. */
export type Placement = Pick<EluBackend, "kernels" | "reason">;

/** A kernel to register. */
export interface KernelEntry {
  readonly kernelName: string;
  readonly backendName: string;
  /** Whether it replaces a kernel of that name. If there is none, the backend is not imported: the entry is skipped. */
  readonly replaces: boolean;
  /** Creates the kernel's function, which replaces `original`. */
  readonly create: (original: KernelConfig | undefined) => KernelConfig["kernelFunc"];
  readonly describe: (backend: object) => Placement;
}

/** A kernel of this package in the registry, or a copy of one under another backend's name. */
export interface OurKernelConfig extends KernelConfig {
  readonly describe: KernelEntry["describe"];
}

/** The place of one entry in a registry. */
interface RegistrySlot {
  get(): object | undefined;
  put(entry: object): void;
  remove(): void;
}

interface OurEntry {
  readonly [OURS]: { readonly original: object | undefined; readonly holders: Set<object> };
}

/** The entries of one registration. */
export class Held {
  readonly #registry: KernelRegistry;
  readonly #entries = new Map<OurEntry, RegistrySlot>();

  constructor(registry: KernelRegistry) {
    this.#registry = registry;
  }

  /** Registers all missing entries: a backend may have been imported or registered again since the last call. */
  hold(kernels: readonly KernelEntry[], gradients: readonly GradientConfig[]): void {
    for (const { kernelName, backendName, replaces, create, describe } of kernels) {
      const slot = kernelSlot(this.#registry, kernelName, backendName);
      if (replaces && !slot.get()) continue;
      this.#hold(slot, (original): OurKernelConfig => {
        const config = original as KernelConfig | undefined;
        return { ...config, kernelName, backendName, kernelFunc: create(config), describe };
      });
    }
    for (const gradient of gradients) this.#hold(gradientSlot(this.#registry, gradient.kernelName), () => gradient);
  }

  /** Removes all entries without another holder. */
  release(): void {
    for (const [entry, slot] of this.#entries) {
      const { original, holders } = entry[OURS];
      holders.delete(this);
      // Another program may have replaced the entry since.
      if (holders.size > 0 || slot.get() !== entry) continue;
      slot.remove();
      if (original) slot.put(original);
    }
    this.#entries.clear();
  }

  #hold(slot: RegistrySlot, create: (original: object | undefined) => object): void {
    let entry = slot.get() as Partial<OurEntry> | undefined;
    if (!entry?.[OURS]) {
      const original = entry;
      entry = { ...create(original), [OURS]: { original, holders: new Set() } };
      if (original) slot.remove(); // TensorFlow.js warns if an entry overwrites another
      slot.put(entry);
    }
    (entry as OurEntry)[OURS].holders.add(this);
    this.#entries.set(entry as OurEntry, slot);
  }
}

function kernelSlot(registry: KernelRegistry, kernelName: string, backendName: string): RegistrySlot {
  return {
    get: () => registry.getKernel(kernelName, backendName),
    put: (kernel) => registry.registerKernel(kernel as KernelConfig),
    remove: () => registry.unregisterKernel(kernelName, backendName),
  };
}

function gradientSlot(registry: KernelRegistry, kernelName: string): RegistrySlot {
  return {
    get: () => registry.getGradient(kernelName),
    put: (gradient) => registry.registerGradient(gradient as GradientConfig),
    remove: () => registry.unregisterGradient(kernelName),
  };
}
