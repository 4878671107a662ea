/** ELU as a Keras layer with any alpha, in place of the one of TensorFlow.js, which throws unless alpha is 1. */
import { alphaFrom } from "../validate.js";
import type { EluOp } from "./op.js";
import type { Layer, LayerRegistry, TensorInfo } from "./tensorflow.js";
import { checkOneTensor } from "./validate.js";

/** What files of models call the layer. */
const CLASS_NAME = "ELU";

/** What makes a layer ELU, besides what every layer takes. */
export interface EluLayerArgs {
  /** Default: 1. */
  alpha?: number | null | undefined;
}

export type EluLayerClass = new (args?: EluLayerArgs) => Layer & { readonly alpha: number };

export function createLayerClass<T extends TensorInfo>({ layers }: LayerRegistry, elu: EluOp<T>): EluLayerClass {
  return class extends layers.Layer {
    static readonly className = CLASS_NAME;
    /** As it was given, so that a saved model tells the same number. */
    readonly alpha: number;

    constructor(args: EluLayerArgs = {}) {
      super(args);
      this.alpha = args.alpha ?? 1;
      alphaFrom(CLASS_NAME, this.alpha);
      this.supportsMasking = true;
    }

    call(inputs: T | T[]): T {
      return elu(checkOneTensor(CLASS_NAME, inputs), this.alpha);
    }

    computeOutputShape(inputShape: unknown): unknown {
      return inputShape;
    }

    override getConfig(): object {
      return { alpha: this.alpha, ...super.getConfig() };
    }
  };
}

/** From now on, models whose files name a layer "ELU" get `layerClass`. Returns what undoes it. */
export function registerLayer({ serialization }: LayerRegistry, layerClass: EluLayerClass): () => void {
  const registered = () => serialization.SerializationMap.getMap().classNameMap[CLASS_NAME]?.[0];
  const original = registered();
  serialization.registerClass(layerClass);
  return () => {
    if (registered() === layerClass) serialization.registerClass(original); // or someone else's is there by now
  };
}
