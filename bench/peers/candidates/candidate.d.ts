/** Every file in this folder loads a peer, or the named one of several, and prepares it for ELU, alpha 1, in float32. */
export function open(name: string): Candidate | Promise<Candidate>;

export interface Candidate {
  /** Undefined for a limit, which has a resident form alone and computes no ELU. */
  elu?: ArrayFunction | undefined;
  /** Gradients by the peer's own differentiation, with 1 as the gradient of every output. */
  eluGradient?: ArrayFunction | undefined;
  selu?: ArrayFunction | undefined;
  seluGradient?: ArrayFunction | undefined;
  /** The best usage with floats where the peer wants them, inputs and results: a form for each input, all as long. */
  resident?: ((inputs: Float32Array[]) => Form[]) | undefined;
  /** The same of SELU. */
  residentSelu?: ((inputs: Float32Array[]) => Form[]) | undefined;
  /** The best usage with a Float32Array in and a Float32Array out. Default: `elu`. */
  arrays?: ((input: Float32Array) => Form) | undefined;
}

export type ArrayFunction = (input: Float32Array) => Float32Array | Promise<Float32Array>;

/** One way of computing ELU, or SELU, of one input. */
export interface Form {
  /** What is timed. */
  run: () => unknown;
  /** What `run` computes; called after it. */
  result: () => Float32Array | Promise<Float32Array>;
}
