/**
 * TypeDoc plugin. The docstrings of other entry points document only what differs from the function of that name in
 * `elu-simd`. In the reference, the plugin appends the docstring of that function.
 */

/** @typedef {import("typedoc").DeclarationReflection} Declaration */

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.converter.on("resolveEnd", ({ project }) => {
    const entryPoints = project.children;
    const main = entryPoints.find(({ name }) => name === "index");
    for (const entryPoint of entryPoints) {
      if (main && entryPoint !== main) completeAll(entryPoint, main);
      entryPoint.name = entryPoint === main ? "elu-simd" : `elu-simd/${entryPoint.name}`;
    }
  });
}

/** @type {(entryPoint: Declaration, main: Declaration) => void} */
function completeAll(entryPoint, main) {
  for (const { name, signatures = [] } of entryPoint.children) {
    const full = main.getChildByName(name)?.signatures?.[0];
    if (full) for (const signature of signatures) complete(signature, full);
  }
}

/** @type {(signature: import("typedoc").SignatureReflection, full: import("typedoc").SignatureReflection) => void} */
function complete({ comment, parameters = [] }, full) {
  if (!comment || !full.comment) return;
  const ownTags = new Set(comment.blockTags.map(({ tag }) => tag));
  comment.summary.push({ kind: "text", text: "\n\n" }, ...full.comment.summary);
  comment.blockTags.push(...full.comment.blockTags.filter(({ tag }) => !ownTags.has(tag)));
  for (const [k, parameter] of parameters.entries()) parameter.comment ??= full.parameters?.[k]?.comment;
}
