/** ELU as a Keras layer with any alpha. It replaces the layer of TensorFlow.js, which throws unless alpha is 1. */
import { readAlpha } from "../core/validate.js";
import { checkLayerArgs, checkOneTensor } from "./arguments.js";
import type { EluOp } from "./op.js";
import type { EluLayerArgs, Layer, TensorInfo, WithAlpha } from "./registration.js";
import type { LayerRegistry } from "./tensorflow.js";

/** The layer's name in files of models. */
const CLASS_NAME = "ELU";

export type EluLayerClass = new (args?: EluLayerArgs) => Layer & WithAlpha;

/** An activation in the file of a model, if its name is not enough. */
interface ActivationConfig {
  className: string;
  config: object;
}

export function createLayerClass({ layers }: LayerRegistry, elu: EluOp): EluLayerClass {
  class EluLayer extends layers.Layer {
    static readonly className = CLASS_NAME;
    /** Not rounded to float32, so that a saved model has the number that was passed. */
    readonly alpha: number;
    /** Whether it was created from a file, as a layer of the model or as the activation of a layer. */
    #isLoaded = false;
    /** Distinguishes activations, which are applied, from layers in wrappers, which are not. */
    #hasBeenApplied = false;

    constructor(args?: EluLayerArgs) {
      checkLayerArgs(CLASS_NAME, args);
      super(args ?? {});
      this.alpha = args?.alpha ?? 1;
      readAlpha(CLASS_NAME, this.alpha);
      this.supportsMasking = true;
    }

    static fromConfig(layerClass: EluLayerClass, config: EluLayerArgs): object {
      const layer = new layerClass(config) as EluLayer;
      layer.#isLoaded = true;
      return layer;
    }

    override apply(inputs: unknown, kwargs?: unknown): unknown {
      this.#hasBeenApplied = true;
      return super.apply(inputs, kwargs);
    }

    /**
     * A dense or convolutional layer with this activation writes the result into the file of its model. A name alone
     * would load as ELU with alpha 1, so the result is the object that Keras writes for such an activation. Layers of a
     * model have inbound nodes; a layer in a wrapper is built but not applied.
     */
    override getClassName(): string {
      if (!(#isLoaded in this)) return CLASS_NAME; // called by the constructor of the base class
      const isActivation = this.#isLoaded && this.inboundNodes.length === 0 && (this.#hasBeenApplied || !this.built);
      if (!isActivation || readAlpha(CLASS_NAME, this.alpha) === 1) return CLASS_NAME;
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
 * Registers `layerClass` for layers that files name "ELU". Also replaces `tf.layers.elu` if that property is writable,
 * as in Node and in a page's script, but not in a bundle. Returns a function that undoes both.
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
    if (registered() === layerClass) serialization.registerClass(original); // another program may have replaced it
    if (layers.elu === ourElu) layers.elu = elu;
  };
}
