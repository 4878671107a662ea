/** ELU as a Keras layer with any alpha. It replaces TensorFlow.js' own, which throws unless alpha is 1. */
import { alphaFrom } from "../core/validate.js";
import { checkLayerArgs, checkOneTensor } from "./arguments.js";
import type { EluOp } from "./op.js";
import type { EluLayerArgs, Layer, TensorInfo, WithAlpha } from "./registration.js";
import type { LayerRegistry } from "./tensorflow.js";

/** The layer's name in files of models. */
const CLASS_NAME = "ELU";

export type EluLayerClass = new (args?: EluLayerArgs) => Layer & WithAlpha;

/** How files of models describe the activation of a layer, if its name is not enough. */
interface ActivationConfig {
  className: string;
  config: object;
}

export function createLayerClass({ layers }: LayerRegistry, elu: EluOp): EluLayerClass {
  class EluLayer extends layers.Layer {
    static readonly className = CLASS_NAME;
    /** Not rounded, so that a saved model has the number that was passed. */
    readonly alpha: number;
    /** Made from a file: a layer of the model, or the activation of one. */
    #isOfConfig = false;
    /** Activations are applied; layers inside of wrappers are not. */
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
     * A dense or convolutional layer with this activation writes the result into the file of its model. The name alone
     * would be loaded as ELU with alpha 1, so the result is what Keras writes for such an activation. The layers of a
     * model have inbound nodes; a layer inside of a wrapper is built but not applied.
     */
    override getClassName(): string {
      if (!(#isOfConfig in this)) return CLASS_NAME; // called by the constructor of the base class
      const isActivation = this.#isOfConfig && this.inboundNodes.length === 0 && (this.#hasBeenApplied || !this.built);
      if (!isActivation || alphaFrom(CLASS_NAME, this.alpha) === 1) return CLASS_NAME;
      const config: ActivationConfig = { className: CLASS_NAME, config: this.getConfig() };
      return config as unknown as string;
    }

    call(inputs: TensorInfo | TensorInfo[]): TensorInfo {
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
 * Makes `layerClass` the class of layers that files name "ELU", and of those that `tf.layers.elu` makes if that
 * property is writable: in Node and in a page's script, but not in a bundle. Returns a function that undoes it.
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
