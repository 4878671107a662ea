/** The pages of the documentation: code, links, paths in backticks, and anchors of headings. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import GithubSlugger from "github-slugger";
import { lexer, type Tokens, walkTokens } from "marked";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = [".", "docs", "playground"];

export interface CodeBlock {
  language: string;
  code: string;
  /** The line of the page at which the block begins. */
  line: number;
}

export interface Page {
  /** Relative to the root of the repository. */
  path: string;
  blocks: CodeBlock[];
  /** The targets of links and pictures, without web addresses. */
  links: string[];
  /** Code in backticks within the text. */
  codes: string[];
  /** The anchors of the headings, without #. */
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
  let offset = 0;
  for (const token of lexer(text)) {
    const line = text.slice(0, offset).split("\n").length;
    offset += token.raw.length;
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

/** All blocks in a language, each named after its page and line. */
export function blocksIn(language: string) {
  return pages.flatMap(({ path, blocks }) =>
    blocks.filter((block) => block.language === language).map((block) => ({ ...block, name: `${path}:${block.line}` })),
  );
}
