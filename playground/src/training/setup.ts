/** The choices of the training section. */

export const DATA_SETS = ["spirals", "circles", "moons"] as const;

export type DataSet = (typeof DATA_SETS)[number];

/** Units of the hidden layers, by the name in the address. */
export const NETWORKS = {
  "2x16": [16, 16],
  "4x8": new Array<number>(4).fill(8),
  "8x8": new Array<number>(8).fill(8),
  "12x8": new Array<number>(12).fill(8),
} as const;

export type NetworkName = keyof typeof NETWORKS;

export const LAST_STEP = 600;

/** The start of both networks of a duel. */
export interface DuelSetup {
  readonly dataSet: DataSet;
  readonly network: NetworkName;
  /** The seed of the points and of the weights. */
  readonly seed: number;
  /** The alpha of ELU. */
  readonly alpha: number;
}
