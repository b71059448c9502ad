// @ts-check
import { randomBytes } from "node:crypto";
import { createServer, IncomingMessage } from "node:http";
import { judgeActionBody, judgeActionHead } from "./action.mjs";
import { boundConnections } from "./connections.mjs";
import { dropForeignWords, judgeHead, LARGEST_BODY } from "./judge.mjs";
import { refuse, refuseOnSocket } from "./refusals.mjs";

/**
 * Stands before Next: a request that is none gets its 4xx and a sentence here, since Next answers 500 to many of them.
 * A body (1 MB at most) is read whole before Next hears of it; answers are not touched and stream as they come.
 *
 * @typedef {import("./refusals.mjs").Reason} Reason
 * @typedef {import("node:http").ServerResponse} Response
 * @typedef {{
 *   handle: (request: IncomingMessage, response: Response) => Promise<void>,
 *   actions: ReadonlySet<string>,
 *   trustProxy: boolean,
 *   onRefused: (reason: Reason) => void,
 *   onFailed: (error: unknown) => void,
 * }} FrontOptions
 */

/** A request line and its headers; the whole request; and how long a connection may say nothing at all. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const KEEP_ALIVE_MS = 65_000;
const SILENCE_MS = 75_000;
const CHECK_MS = 2_000;

/**
 * Next asks itself for the page that an action leads to, with the headers of the request that it works on. This mark
 * tells its own requests from others that say they were.
 */
const HOP = "x-wizard-hop";
const hop = randomBytes(16).toString("hex");

/** @param {FrontOptions} options */
export function createFront(options) {
  const server = createServer({ connectionsCheckingInterval: CHECK_MS }, (request, response) => {
    serve(request, response, options).catch((error) => {
      options.onFailed(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "content-type": "text/plain" }).end("The wizard failed to answer.\n");
    });
  });
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.timeout = SILENCE_MS;
  boundConnections(server);

  /** @type {WeakSet<import("node:stream").Duplex>} */
  const refused = new WeakSet();
  server.on("clientError", (error, socket) => {
    // What comes behind it is no request either, and to end the connection now would take the answer back.
    if (refused.has(socket)) return;
    refused.add(socket);
    if (!socket.writable || ("code" in error && error.code === "ECONNRESET")) return void socket.destroy();
    const reason = reasonOf("code" in error ? String(error.code) : "");
    options.onRefused(reason);
    refuseOnSocket(socket, reason);
  });
  server.on("connect", (_request, socket) => {
    options.onRefused("method-not-served");
    refuseOnSocket(socket, "method-not-served");
  });
  return server;
}

/** @param {string} code of Node's parser @returns {Reason} */
function reasonOf(code) {
  if (code === "HPE_HEADER_OVERFLOW") return "too-many-headers";
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return "too-slow";
  // TRACE and the like are read; this is a word that HTTP does not know.
  if (code === "HPE_INVALID_METHOD") return "method-not-served";
  return "not-http";
}

/** @param {IncomingMessage} request @param {Response} response @param {FrontOptions} options */
async function serve(request, response, options) {
  /** @param {Reason} reason */
  const no = (reason) => {
    options.onRefused(reason);
    refuse(request, response, reason);
  };
  dropForeignWords(request, options.trustProxy);
  if (request.headers[HOP] !== hop) delete request.headers["x-action-forwarded"];
  request.headers[HOP] = hop;
  const reason = judgeHead(request);
  if (reason !== undefined) return no(reason);
  if (request.method !== "POST") return options.handle(request, response);

  const unknown = judgeActionHead(request.headers, options.actions);
  if (unknown !== undefined) return no(unknown);
  const body = await readBody(request);
  if (body === "gone") return;
  if (body === "body-too-large") return no(body);
  const unreadable = judgeActionBody(body);
  if (unreadable !== undefined) return no(unreadable);
  return options.handle(withBody(request, body), response);
}

/**
 * @param {IncomingMessage} request
 * @returns {Promise<Buffer | "body-too-large" | "gone">}
 */
function readBody(request) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const pieces = [];
    let size = 0;
    request.on("data", (/** @type {Buffer} */ piece) => {
      size += piece.length;
      if (size <= LARGEST_BODY) pieces.push(piece);
      else {
        pieces.length = 0;
        resolve("body-too-large");
      }
    });
    request.once("end", () => resolve(Buffer.concat(pieces)));
    request.once("close", () => resolve("gone"));
    request.once("error", () => resolve("gone"));
  });
}

/** The request again, to be read from its beginning. @param {IncomingMessage} request @param {Buffer} body */
function withBody(request, body) {
  const again = new IncomingMessage(request.socket);
  again.method = request.method;
  again.url = request.url;
  again.httpVersion = request.httpVersion;
  again.httpVersionMajor = request.httpVersionMajor;
  again.httpVersionMinor = request.httpVersionMinor;
  again.rawHeaders = request.rawHeaders;
  again.headers = { ...request.headers, "content-length": String(body.length) };
  delete again.headers["transfer-encoding"];
  again.complete = true;
  again.push(body);
  again.push(null);
  return again;
}
