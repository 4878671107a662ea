/** Switches TensorFlow.js to one of its backends. It stays on another, with a warning at most, where that one cannot be had. */
export async function useBackend(
  tf: { setBackend(name: string): Promise<boolean> },
  name: "cpu" | "wasm",
): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js cannot use its ${name} backend here`);
}
