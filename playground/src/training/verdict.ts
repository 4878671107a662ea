/** What came of a duel, in words. */
import type { DuelStanding } from "./duel.js";
import type { Standing } from "./learner.js";

export function verdict({ step, elu, relu }: DuelStanding): string {
  return `After ${step} steps: ${separation(elu, relu)} ${deaths(elu, relu)}`;
}

function separation({ separatedAt: elu }: Standing, { separatedAt: relu }: Standing): string {
  if (elu === undefined && relu === undefined) return "neither network has all points on their side.";
  if (relu === undefined) return `ELU had all points on their side at step ${elu}, ReLU still has not.`;
  if (elu === undefined) return `ReLU had all points on their side at step ${relu}, ELU still has not.`;
  if (elu === relu) return `both had all points on their side at step ${elu}.`;
  const [first, then] = elu < relu ? ["ELU", "ReLU"] : ["ReLU", "ELU"];
  return `${first} was first to have all points on their side, at step ${Math.min(elu, relu)}, ${then} at ${Math.max(elu, relu)}.`;
}

function deaths(elu: Standing, relu: Standing): string {
  const units = relu.layers.reduce((sum, layer) => sum + layer.units, 0);
  return `Of ${units} units each, ${deadIn(relu)} are dead with ReLU, ${deadIn(elu)} with ELU.`;
}

/** How many units are dead in all layers together. */
export function deadIn({ layers }: Standing): number {
  return layers.reduce((sum, { dead }) => sum + dead, 0);
}
