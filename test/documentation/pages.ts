/** The pages of the documentation: their code, their links, the paths that they name, and the anchors of their headings. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import GithubSlugger from "github-slugger";
import { lexer, type Tokens, walkTokens } from "marked";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = [".", "docs", "playground"];

export interface CodeBlock {
  language: string;
  code: string;
  /** The line of the page that it begins at. */
  line: number;
}

export interface Page {
  /** From the root of the repository. */
  path: string;
  blocks: CodeBlock[];
  /** The targets of links and pictures, addresses of the web apart. */
  links: string[];
  /** Code in backticks within the text. */
  codes: string[];
  /** What a link to the page may have behind its #. */
  anchors: string[];
  text: string;
}

export const pages: Page[] = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(".md"))
    .map((file) => pageOf(join(folder, file), readFileSync(join(ROOT, folder, file), "utf8"))),
);

export function pageOf(path: string, text: string): Page {
  const page: Page = { path, blocks: [], links: [], codes: [], anchors: [], text };
  const slugger = new GithubSlugger();
  let read = 0;
  for (const token of lexer(text)) {
    const line = text.slice(0, read).split("\n").length;
    read += token.raw.length;
    walkTokens([token], (inner) => {
      if (inner.type === "code") page.blocks.push({ language: inner.lang ?? "", code: inner.text, line });
      if (inner.type === "codespan") page.codes.push(inner.text);
      if (inner.type === "heading") page.anchors.push(slugger.slug((inner as Tokens.Heading).text.replaceAll("`", "")));
      if (inner.type === "link" || inner.type === "image") page.links.push(inner.href);
      if (inner.type === "html")
        page.links.push(...[...inner.raw.matchAll(/\b(?:href|src|srcset)="([^"]+)"/g)].map(([, target]) => target));
    });
  }
  page.links = page.links.filter((target) => !/^https?:/.test(target));
  return page;
}

/** Every block in that language, under the name of the place where it is. */
export function blocksIn(language: string) {
  return pages.flatMap(({ path, blocks }) =>
    blocks.filter((block) => block.language === language).map((block) => ({ ...block, name: `${path}:${block.line}` })),
  );
}
