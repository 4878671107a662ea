/** Switches TensorFlow.js to a backend. Throws if the backend is unavailable: TensorFlow.js itself only warns. */
export async function useBackend(
  tf: { setBackend(name: string): Promise<boolean> },
  name: "cpu" | "wasm",
): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js cannot use its ${name} backend here`);
}
