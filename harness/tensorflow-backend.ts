/** Switches TensorFlow.js to that backend. TensorFlow.js itself only warns where one is unavailable. */
export async function useBackend(
  tf: { setBackend(name: string): Promise<boolean> },
  name: "cpu" | "wasm",
): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js cannot use its ${name} backend here`);
}
