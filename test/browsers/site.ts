/** A web site whose pages report back what they have found. */
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";

/** What the server says of its pages: the first part of every path. */
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const STRICT = "default-src 'self' 'nonce-map'";
const WASM = `${STRICT} 'wasm-unsafe-eval'`;
const POLICIES = {
  plain: {},
  isolated: ISOLATED,
  "wasm-allowed": { "Content-Security-Policy": WASM },
  "wasm-forbidden": { "Content-Security-Policy": STRICT },
  "trusted-types": { "Content-Security-Policy": "require-trusted-types-for 'script'" },
  "isolated-workers-allowed": { ...ISOLATED, "Content-Security-Policy": `${WASM}; worker-src blob:` },
  "isolated-workers-forbidden": { ...ISOLATED, "Content-Security-Policy": WASM },
} as const;

export type Policy = keyof typeof POLICIES;

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

export interface Site<Report> {
  address(policy: Policy, page: string): string;
  /** What the next page reports. */
  nextReport(): Promise<Report>;
  close(): void;
}

/** Serves the folder on a free port of this machine. */
export async function serveSite<Report>(folder: string): Promise<Site<Report>> {
  let take: (report: Report) => void = () => {};
  const server = createServer(async (request, response) => {
    const [, policy, ...path] = (request.url ?? "").split("/");
    const file = join(folder, ...path);
    if (request.method === "POST") {
      take(JSON.parse(await text(request)));
      response.end();
    } else if (policy in POLICIES && existsSync(file)) {
      response.writeHead(200, { "Content-Type": TYPES[extname(file)], ...POLICIES[policy as Policy] });
      response.end(readFileSync(file));
    } else response.writeHead(404).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: (policy, page) => `http://127.0.0.1:${port}/${policy}/${page}`,
    nextReport: () =>
      new Promise((resolve) => {
        take = resolve;
      }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
