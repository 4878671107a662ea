/** Serves the built playground, as a static host would. */
import { fileURLToPath } from "node:url";
import { preview } from "vite";

/**
 * @param {{ headers?: Record<string, string>, base?: string }} [options] - `headers` of every answer, and `base`, the
 * folder of the host that the playground lies in.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve({ headers = {}, base = "/" } = {}) {
  const server = await preview({
    root: fileURLToPath(new URL("../", import.meta.url)),
    configFile: false,
    base,
    logLevel: "error",
    preview: { host: "127.0.0.1", port: 0, headers },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return { url: `http://127.0.0.1:${address.port}${base}`, close: () => server.close() };
}
