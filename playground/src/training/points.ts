/** The data sets: points of two classes in the plane. */
import { normal, uniform } from "../../../harness/random.js";
import type { DataSet } from "./setup.js";

/** Points of two classes of equal size, in alternating order. */
export interface Points {
  /** x and y of each point, within {@link EXTENT} of 0. */
  readonly positions: Float32Array;
  /** 0 or 1 for each point. */
  readonly classes: Float32Array;
}

/** The plane is shown from -EXTENT to EXTENT. */
export const EXTENT = 1.25;

export const POINT_COUNT = 256;

const NOISE: Record<DataSet, number> = { spirals: 0.015, circles: 0.03, moons: 0.06 };

/** The place of the point at `t`, from 0 to 1, along its class. */
type Place = (t: number, ofClass: number, random: () => number) => [x: number, y: number];

const PLACES: Record<DataSet, Place> = {
  /** Two arms of one and a half turns, from the centre outwards. */
  spirals(t, ofClass) {
    const radius = 0.08 + 0.92 * t;
    const angle = 3 * Math.PI * t + Math.PI * ofClass;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
  /** A ring around a disc. */
  circles(_, ofClass, random) {
    const radius = ofClass === 1 ? 0.85 + 0.1 * random() : 0.5 * Math.sqrt(random());
    const angle = 2 * Math.PI * random();
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
  /** Two half circles, each reaching into the other. */
  moons(t, ofClass) {
    const [x, y] = [Math.cos(Math.PI * t), Math.sin(Math.PI * t)];
    return ofClass === 1 ? [0.6 * x - 0.3, 0.75 * y - 0.25] : [0.3 - 0.6 * x, 0.25 - 0.75 * y];
  },
};

/** Evenly spaced along their classes; the same for the same seed. */
export function makePoints(dataSet: DataSet, seed: number): Points {
  const [random, noise] = [uniform(seed), normal(seed + 1000)];
  const positions = new Float32Array(2 * POINT_COUNT);
  const classes = new Float32Array(POINT_COUNT);
  for (let n = 0; n < POINT_COUNT; n++) {
    classes[n] = n % 2;
    const [x, y] = PLACES[dataSet]((n >> 1) / (POINT_COUNT / 2 - 1), classes[n], random);
    positions[2 * n] = x + NOISE[dataSet] * noise();
    positions[2 * n + 1] = y + NOISE[dataSet] * noise();
  }
  return { positions, classes };
}
