/** A web site whose pages report their findings. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import sirv from "sirv";

/** Headers that give a page shared memory. */
export const ISOLATED = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
const strict = (origin: string) => `default-src ${origin} 'nonce-map'`;
const STRICT = strict("'self'");
const WASM = `${STRICT} 'wasm-unsafe-eval'`;
const TRUSTED_TYPES = "require-trusted-types-for 'script'";

/** The headers of a page, by the first part of its path. */
const POLICIES = {
  plain: {},
  isolated: ISOLATED,
  "wasm-allowed": { "Content-Security-Policy": WASM },
  "wasm-forbidden": { "Content-Security-Policy": STRICT },
  // In a sandboxed frame, WebKit takes no address as 'self'.
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

/** A sandboxed frame has no origin: loading modules and reporting are cross-origin requests. */
const FOR_ALL = { "Access-Control-Allow-Origin": "*" };

export type Policy = keyof typeof POLICIES;

export interface Site {
  address(policy: Policy, page: string): string;
  /** The next report of a page. */
  nextReport<Report>(): Promise<Report>;
  close(): void;
}

/** Serves the folder on a free port of this machine. */
export async function serveSite(folder: string): Promise<Site> {
  let take: (report: string) => void = () => {};
  // Not in development mode, whose headers keep pages out of the back-forward cache.
  const serve = sirv(folder);
  const server = createServer(async (request, response) => {
    if (request.method === "POST") {
      take(await text(request));
      response.writeHead(200, FOR_ALL).end();
      return;
    }
    const [, policy, ...path] = (request.url ?? "").split("/");
    request.url = `/${path.join("/")}`;
    const headers = { ...FOR_ALL, ...(policy in POLICIES && POLICIES[policy as Policy]) };
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    serve(request, response);
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
