/** A web site with the package and the contract on it, which every page of it runs and reports back. */
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { text } from "node:stream/consumers";
import type { Report } from "../engines/report.js";

/** What the server says of its pages: the first part of every path. */
const ISOLATED = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const STRICT = "default-src 'self' 'nonce-map'";
const WASM = `${STRICT} 'wasm-unsafe-eval'`;
const POLICIES = {
  plain: {},
  isolated: ISOLATED,
  "wasm-allowed": { "Content-Security-Policy": WASM },
  "wasm-forbidden": { "Content-Security-Policy": STRICT },
  "isolated-workers-allowed": { ...ISOLATED, "Content-Security-Policy": `${WASM}; worker-src blob:` },
  "isolated-workers-forbidden": { ...ISOLATED, "Content-Security-Policy": WASM },
} as const;

export type Policy = keyof typeof POLICIES;

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

export class Site {
  readonly #folder: string;
  readonly #server: Server;
  #take: (report: Report) => void = () => {};

  private constructor(folder: string) {
    this.#folder = folder;
    this.#server = createServer((request, response) => this.#answer(request, response));
  }

  /** Serves the folder on a free port of this machine. */
  static async serve(folder: string): Promise<Site> {
    const site = new Site(folder);
    await new Promise<void>((resolve) => site.#server.listen(0, "127.0.0.1", resolve));
    return site;
  }

  address(policy: Policy, page: string): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/${policy}/${page}`;
  }

  /** What the next page reports. */
  nextReport(): Promise<Report> {
    return new Promise((resolve) => {
      this.#take = resolve;
    });
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === "POST") {
      this.#take(JSON.parse(await text(request)));
      response.end();
      return;
    }
    const [, policy, ...path] = (request.url ?? "").split("/");
    const file = join(this.#folder, ...path);
    if (!(policy in POLICIES) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": TYPES[extname(file)], ...POLICIES[policy as Policy] });
    response.end(readFileSync(file));
  }
}
