/** ELU as a Keras layer with any alpha, in place of the one of TensorFlow.js, which throws unless alpha is 1. */
import { alphaFrom } from "../core/validate.js";
import type { EluOp } from "./op.js";
import type { Layer, LayerRegistry, TensorInfo } from "./tensorflow.js";
import { checkLayerArgs, checkOneTensor } from "./validate.js";

/** What files of models call the layer. */
const CLASS_NAME = "ELU";

/** What makes a layer ELU, besides what every layer takes. */
export interface EluLayerArgs {
  /** Default: 1. */
  alpha?: number | null | undefined;
}

export type EluLayerClass = new (args?: EluLayerArgs) => Layer & { readonly alpha: number };

/** How files of models hold what a layer has for its activation, where a name does not say it all. */
interface ActivationConfig {
  className: string;
  config: object;
}

export function createLayerClass<T extends TensorInfo>({ layers }: LayerRegistry, elu: EluOp<T>): EluLayerClass {
  class EluLayer extends layers.Layer {
    static readonly className = CLASS_NAME;
    /** As it was given, so that a saved model tells the same number. */
    readonly alpha: number;
    /** Of a file: a layer of the model, or the activation of one. */
    #isOfConfig = false;
    /** Whether it has computed as activations do, and wrappers of layers do not. */
    #hasBeenApplied = false;

    constructor(args?: EluLayerArgs) {
      checkLayerArgs(CLASS_NAME, args);
      super(args ?? {});
      this.alpha = args?.alpha ?? 1;
      alphaFrom(CLASS_NAME, this.alpha);
      this.supportsMasking = true;
    }

    static fromConfig(layerClass: EluLayerClass, config: EluLayerArgs): object {
      const layer = new layerClass(config) as EluLayer;
      layer.#isOfConfig = true;
      return layer;
    }

    override apply(inputs: unknown, kwargs?: unknown): unknown {
      this.#hasBeenApplied = true;
      return super.apply(inputs, kwargs);
    }

    /**
     * A dense or convolutional layer whose activation this is writes into the file of its model what is returned here: the name
     * alone would be taken for ELU with alpha 1 when the model is loaded again. So it is what Keras writes for such an
     * activation. Layers of a model know what comes before them, and a layer inside of another one is built but not applied.
     */
    override getClassName(): string {
      if (!(#isOfConfig in this)) return CLASS_NAME; // it is being made
      const isActivation = this.#isOfConfig && this.inboundNodes.length === 0 && (this.#hasBeenApplied || !this.built);
      if (!isActivation || alphaFrom(CLASS_NAME, this.alpha) === 1) return CLASS_NAME;
      const config: ActivationConfig = { className: CLASS_NAME, config: this.getConfig() };
      return config as unknown as string;
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
  }
  return EluLayer;
}

/**
 * From now on, models whose files name a layer "ELU" get `layerClass`, and so does `tf.layers.elu`, where it is a property
 * that can be written: in Node and in a page's script, but not in a bundle. Returns what undoes it.
 */
export function registerLayer({ layers, serialization }: LayerRegistry, layerClass: EluLayerClass): () => void {
  const registered = () => serialization.SerializationMap.getMap().classNameMap[CLASS_NAME]?.[0];
  const original = registered();
  serialization.registerClass(layerClass);

  const { elu } = layers;
  const ourElu = (args?: EluLayerArgs) => new layerClass(args);
  const isWritable = Object.getOwnPropertyDescriptor(layers, "elu")?.writable && !Object.isFrozen(layers);
  if (isWritable) layers.elu = ourElu;

  return () => {
    if (registered() === layerClass) serialization.registerClass(original); // or someone else's is there by now
    if (layers.elu === ourElu) layers.elu = elu;
  };
}
