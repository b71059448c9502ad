import { readFileSync } from "node:fs";
import { type ClientRequest, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Readable } from "node:stream";
import { rootCertificates } from "node:tls";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";
import { type Exchange, TransportError } from "./exchange";
import type { Gate } from "./hosts";

/** More than any answer that this product asks for; a drip without end stops here or at the deadline. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const CONNECT_MS = 3000;
const SOCKETS = 64;
/** A connection that has been idle longer may be closed at the other end just as it is used again. */
const IDLE_MS = 15_000;

export interface WireRequest {
  protocol?: string | undefined;
  hostname: string;
  port?: number | undefined;
  path: string;
  method: string;
  query?: Record<string, string | string[] | null> | undefined;
  headers: Record<string, string>;
  body?: unknown | undefined;
}

export interface WireResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: unknown;
}

type Handler = {
  handle(
    request: never,
    options: { abortSignal?: AbortSignal | undefined },
  ): Promise<{ response: WireResponse }>;
};

const handlers = new Map<string, Handler>();

/** One handler, and with it one set of kept-alive connections, for each way out of this process. */
function handlerFor(request: WireRequest, extraCaFile: string | undefined): Handler {
  const url = `${request.protocol ?? "https:"}//${request.hostname}${request.port ? `:${request.port}` : ""}`;
  const proxy = request.protocol === "https:" ? getProxyForUrl(url) : "";
  const key = `${proxy}|${extraCaFile ?? ""}`;
  const known = handlers.get(key);
  if (known) return known;
  const tls: { ca?: string[] | undefined } = extraCaFile
    ? { ca: [...rootCertificates, readFileSync(extraCaFile, "utf8")] }
    : {};
  const pool = { keepAlive: true, timeout: IDLE_MS, maxSockets: SOCKETS, maxFreeSockets: SOCKETS, ...tls };
  const handler = new NodeHttpHandler({
    connectionTimeout: CONNECT_MS,
    httpAgent: new HttpAgent(pool),
    httpsAgent: proxy ? throughProxy(proxy, pool, tls) : new HttpsAgent(pool),
  }) as unknown as Handler;
  handlers.set(key, handler);
  return handler;
}

function throughProxy(proxy: string, pool: object, tls: { ca?: string[] | undefined }): HttpsAgent {
  const agent = new HttpsProxyAgent(proxy, pool);
  // Its constructor keeps the CA for the proxy's own TLS only; for AWS's, inside the tunnel, it takes these.
  Object.assign(agent.options, tls);
  // It tells https from http by the call stack, which a connection that is given back no longer has: without this
  // every call would open a tunnel of its own.
  agent.getName = (options) => HttpsAgent.prototype.getName.call(agent, options);
  // Anything but 200 would otherwise be replayed as the answer of AWS's host: a 502 as a fault of AWS.
  agent.on("proxyConnect", ({ statusCode }: { statusCode: number }, request: ClientRequest) => {
    if (statusCode === 200) return;
    const what = statusCode === 407 ? "asks for a password (407)" : `answered ${statusCode} to CONNECT`;
    request.destroy(new TransportError("ProxyRefused", `The proxy of HTTPS_PROXY ${what}.`));
  });
  // It does the work of an https.Agent without being one by type.
  return agent as unknown as HttpsAgent;
}

/**
 * Sends one request: only where the gate allows, never following a redirect, over kept-alive connections, through
 * HTTPS_PROXY unless NO_PROXY says otherwise. The body is read whole, so that the deadline covers all of it.
 */
export async function send(
  request: WireRequest,
  options: { gate: Gate; extraCaFile?: string | undefined; signal?: AbortSignal | undefined },
): Promise<WireResponse & { bytes: Buffer }> {
  const refusal = options.gate(request);
  if (refusal) throw new TransportError("HostRefused", refusal);
  const { response } = await handlerFor(request, options.extraCaFile).handle(request as never, {
    abortSignal: options.signal,
  });
  return { ...response, bytes: await readWhole(response.body as Readable, options.signal) };
}

async function readWhole(stream: Readable, signal: AbortSignal | undefined): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const stop = () => stream.destroy(new Error("aborted"));
  signal?.addEventListener("abort", stop, { once: true });
  try {
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > MAX_ANSWER_BYTES) {
        stream.destroy();
        throw new TransportError("AnswerTooLarge", `The answer has more than ${MAX_ANSWER_BYTES} bytes.`);
      }
      chunks.push(chunk as Buffer);
    }
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  return Buffer.concat(chunks);
}

/**
 * The request handler that every SDK client gets. The last thing that happens to a request before the wire:
 * signed already, so nothing can be changed here, only refused.
 */
export function requestHandler(options: { gate: Gate; extraCaFile?: string | undefined }) {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle(
      request: WireRequest,
      call: { abortSignal?: AbortSignal | undefined; exchange?: Exchange | undefined } = {},
    ) {
      const { bytes, ...response } = await send(request, { ...options, signal: call.abortSignal });
      if (call.exchange) {
        call.exchange.status = response.statusCode;
        call.exchange.headers = lowerCased(response.headers);
        call.exchange.text = bytes.toString("utf8");
      }
      return { response: { ...response, body: Readable.from(bytes.length === 0 ? [] : [bytes]) } };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs() {
      return {};
    },
    destroy() {
      // The connections are shared by every client; closing one client must not close them.
    },
  };
}

export function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
