/**
 * TypeDoc plugin. The functions of other entry points are those of `elu-simd`, and their docstrings tell only what
 * differs: in the reference they get what their namesakes say, too.
 */
import { Converter, ReflectionKind } from "typedoc";

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    const entryPoints = project.getChildrenByKind(ReflectionKind.Module);
    const main = entryPoints.find(({ name }) => name === "index");
    for (const entryPoint of entryPoints) {
      if (main && entryPoint !== main) completeAll(entryPoint, main);
      entryPoint.name = entryPoint === main ? "elu-simd" : `elu-simd/${entryPoint.name}`;
    }
  });
}

/** @type {(entryPoint: import("typedoc").DeclarationReflection, main: import("typedoc").DeclarationReflection) => void} */
function completeAll(entryPoint, main) {
  const functionsOf = (module) => module.getChildrenByKind(ReflectionKind.Function);
  for (const { name, signatures = [] } of functionsOf(entryPoint)) {
    const full = functionsOf(main).find((namesake) => namesake.name === name)?.signatures?.[0];
    if (full) for (const signature of signatures) complete(signature, full);
  }
}

/** @type {(signature: import("typedoc").SignatureReflection, full: import("typedoc").SignatureReflection) => void} */
function complete({ comment, parameters = [] }, full) {
  if (!comment || !full.comment) return;
  const said = new Set(comment.blockTags.map(({ tag }) => tag));
  comment.summary.push({ kind: "text", text: "\n\n" }, ...full.comment.summary);
  comment.blockTags.push(...full.comment.blockTags.filter(({ tag }) => !said.has(tag)));
  for (const [k, parameter] of parameters.entries()) parameter.comment ??= full.parameters?.[k]?.comment;
}
