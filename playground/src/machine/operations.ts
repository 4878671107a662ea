/** What can be measured, and by what it is computed then. */

export const OPERATION_NAMES = ["elu", "elu-gradient", "selu", "selu-gradient", "celu", "celu-gradient"] as const;

export type OperationName = (typeof OPERATION_NAMES)[number];

export const CANDIDATE_NAMES = ["threads", "relaxed", "simd", "scalar", "js", "plain", "relu", "copy"] as const;

export type CandidateName = (typeof CANDIDATE_NAMES)[number];

/** "CELU’s gradient with alpha 0.5". */
export function titleOf(operation: OperationName, alpha: string): string {
  const [name, gradient] = operation.split("-");
  const what = name.toUpperCase() + (gradient ? "’s gradient" : "");
  return takesAlpha(operation) ? `${what} with alpha ${alpha}` : what;
}

export function takesAlpha(operation: OperationName): boolean {
  return !operation.startsWith("selu");
}

/** Why there is nothing to measure; undefined where there is. */
export function undefinedAt(operation: OperationName, alpha: number): string | undefined {
  return operation.startsWith("celu") && alpha === 0 ? "CELU divides by alpha: there is none at 0." : undefined;
}
