/** Floats as text for a line of JSON, which by itself knows no -0, NaN or infinity. */

/** @type {(floats: Float32Array) => string} */
export function encode(floats) {
  return Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength).toString("base64");
}

/** @type {(text: string) => Float32Array} */
export function decode(text) {
  // A copy of its own, because small buffers lie at any offset in a shared one.
  return new Float32Array(Uint8Array.from(Buffer.from(text, "base64")).buffer);
}
