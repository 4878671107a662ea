/** A web site whose pages report back what they have found. */
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";

/** What the server says of its pages: the first part of every path. */
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const strict = (origin: string) => `default-src ${origin} 'nonce-map'`;
const STRICT = strict("'self'");
const WASM = `${STRICT} 'wasm-unsafe-eval'`;
const TRUSTED_TYPES = "require-trusted-types-for 'script'";
const POLICIES = {
  plain: {},
  isolated: ISOLATED,
  "wasm-allowed": { "Content-Security-Policy": WASM },
  "wasm-forbidden": { "Content-Security-Policy": STRICT },
  // In a sandboxed frame 'self' is nothing to WebKit.
  "wasm-forbidden-by-origin": { "Content-Security-Policy": strict("http://127.0.0.1:*") },
  "isolated-trusted-types": { ...ISOLATED, "Content-Security-Policy": TRUSTED_TYPES },
  "isolated-trusted-types-named": {
    ...ISOLATED,
    "Content-Security-Policy": `${TRUSTED_TYPES}; trusted-types elu-simd`,
  },
  "isolated-trusted-types-of-page": { ...ISOLATED, "Content-Security-Policy": `${TRUSTED_TYPES}; trusted-types page` },
  "isolated-workers-allowed": { ...ISOLATED, "Content-Security-Policy": `${WASM}; worker-src blob:` },
  "isolated-workers-forbidden": { ...ISOLATED, "Content-Security-Policy": WASM },
} as const;

/** A sandboxed frame belongs to no origin: to load modules and to report it has to be allowed, as from another site. */
const FOR_ALL = { "Access-Control-Allow-Origin": "*" };

export type Policy = keyof typeof POLICIES;

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

export interface Site {
  address(policy: Policy, page: string): string;
  /** What the next page reports: of the kind that this page makes. */
  nextReport<Report>(): Promise<Report>;
  close(): void;
}

/** Serves the folder on a free port of this machine. */
export async function serveSite(folder: string): Promise<Site> {
  let take: (report: string) => void = () => {};
  const server = createServer(async (request, response) => {
    const [, policy, ...path] = (request.url ?? "").split("/");
    const file = join(folder, ...path).replace(/\?.*/, "");
    if (request.method === "POST") {
      take(await text(request));
      response.writeHead(200, FOR_ALL).end();
    } else if (policy in POLICIES && existsSync(file)) {
      response.writeHead(200, { "Content-Type": TYPES[extname(file)], ...FOR_ALL, ...POLICIES[policy as Policy] });
      response.end(readFileSync(file));
    } else response.writeHead(404).end();
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    address: (policy, page) => `http://127.0.0.1:${port}/${policy}/${page}`,
    nextReport: () =>
      new Promise((resolve) => {
        take = (report) => resolve(JSON.parse(report));
      }),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
