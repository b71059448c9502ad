// @ts-check
import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Next answers 500 to a page that fails, for whatever reason. Where the reason is that the database is away, this makes
 * it a 503, which monitoring and proxies read as "come again". `StoreUnavailable` (lib/store/refusal.ts) notes itself
 * on the request that met it; it finds the request by this symbol, since Next bundles it into files of its own.
 */
const REQUESTS = Symbol.for("aws-connection-wizard.requests");

/**
 * @typedef {import("node:http").IncomingMessage} Request
 * @typedef {import("node:http").ServerResponse} Response
 * @param {(request: Request, response: Response) => Promise<void>} handle
 * @returns {(request: Request, response: Response) => Promise<void>}
 */
export function sayingAway(handle) {
  /** @type {AsyncLocalStorage<{ storeAway: boolean }>} */
  const requests = new AsyncLocalStorage();
  Object.assign(globalThis, { [REQUESTS]: requests });
  return (request, response) => {
    const met = { storeAway: false };
    const writeHead = response.writeHead.bind(response);
    response.writeHead = (/** @type {number} */ status, /** @type {[]} */ ...rest) => {
      const away = met.storeAway && status === 500;
      if (away) {
        response.statusMessage = "Service Unavailable";
        response.setHeader("retry-after", "5");
      }
      return writeHead(away ? 503 : status, ...rest);
    };
    return requests.run(met, () => handle(request, response));
  };
}
