/** What can be trained: the choices of the page. */

export const DATA_SETS = ["spirals", "circles", "moons"] as const;

export type DataSet = (typeof DATA_SETS)[number];

/** The hidden layers that can be chosen, by the name in the address. */
export const NETWORKS = {
  "2x16": [16, 16],
  "4x8": new Array<number>(4).fill(8),
  "8x8": new Array<number>(8).fill(8),
  "12x8": new Array<number>(12).fill(8),
} as const;

export type NetworkName = keyof typeof NETWORKS;

export const NETWORK_NAMES = Object.keys(NETWORKS) as NetworkName[];

/** The seeds that can be chosen: whole numbers from 1. */
export const LARGEST_SEED = 999;

/** Training ends here. */
export const LAST_STEP = 600;

/** What a network starts from, but for its activation. */
export interface Setup {
  readonly dataSet: DataSet;
  readonly network: NetworkName;
  /** Of the points and of the weights. */
  readonly seed: number;
}

/** What both networks of a duel start from. */
export interface DuelSetup extends Setup {
  /** ELU's. */
  readonly alpha: number;
}
