/** The messages of a job in the worker: progress, with all results so far when there is a new one; or its failure. */
export type JobMessage<Result> =
  | { readonly share: number; readonly results?: readonly Result[] }
  | { readonly failure: string };

/** Reports the share that is done, from 0 to 1; 1 comes with all results. */
export type Progress<Result> = (share: number, results?: readonly Result[]) => void;
