/** The pages of the documentation: their code, their links, and what a link can lead to. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = [".", "docs", "bench/peers", "examples/training", "playground"];

export interface CodeBlock {
  language: string;
  code: string;
  /** Where it begins. */
  line: number;
}

export interface Page {
  /** From the root of the repository. */
  path: string;
  blocks: CodeBlock[];
  /** The targets of links and pictures, addresses of the web apart. */
  links: string[];
  /** What a link to the page may have behind its #. */
  anchors: string[];
  text: string;
}

export const pages: Page[] = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(".md"))
    .map((file) => readPage(join(folder, file))),
);

function readPage(path: string): Page {
  const text = readFileSync(join(ROOT, path), "utf8");
  const blocks: CodeBlock[] = [];
  const prose: string[] = [];
  let open: { language: string; line: number; code: string[] } | undefined;
  for (const [k, line] of text.split("\n").entries()) {
    const [, language] = /^```(.*)$/.exec(line) ?? [];
    if (language === undefined) (open?.code ?? prose).push(line);
    else if (!open) open = { language, line: k + 1, code: [] };
    else {
      blocks.push({ language: open.language, line: open.line, code: open.code.join("\n") });
      open = undefined;
    }
  }
  if (open) throw new Error(`${path}:${open.line}: code that does not end`);
  return { path, blocks, links: linksIn(prose.join("\n")), anchors: anchorsIn(prose), text };
}

function linksIn(prose: string): string[] {
  const inline = prose.matchAll(/\]\(([^)\s]+)\)/g);
  const references = prose.matchAll(/^\[[^\]]+\]: (\S+)$/gm);
  const html = prose.matchAll(/\b(?:href|src|srcset)="([^"]+)"/g);
  return [...inline, ...references, ...html].map(([, target]) => target).filter((target) => !/^https?:/.test(target));
}

/** As GitHub makes them of headings. */
function anchorsIn(prose: string[]): string[] {
  return prose.flatMap((line) => {
    const [, heading] = /^#+ (.*)$/.exec(line) ?? [];
    return heading
      ? [
          heading
            .toLowerCase()
            .replace(/[^\p{L}\p{N}_\- ]/gu, "")
            .replaceAll(" ", "-"),
        ]
      : [];
  });
}
