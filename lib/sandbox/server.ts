import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { bare } from "@/lib/bare";
import { control } from "./control";
import { answerUnder, type CallMet, calledOf, changes, type Fault, faultFor, spoil } from "./faults";
import { newRequestIds } from "./ids";
import type { WireAnswer } from "./protocols/protocol";
import type { WireRequest } from "./sigv4";
import type { Worlds } from "./worlds";

export interface ServerOptions {
  worlds: Worlds;
  token: string | undefined;
  latencyMs: number;
  faults: Fault[];
  now(): Date;
  onCall?: ((call: CallMet) => void) | undefined;
}

const BODY_LIMIT = 1024 * 1024;

/** The HTTP face of the sandbox: AWS's endpoints at `/`, the control endpoints under `/_sandbox/`. */
export function makeServer(options: ServerOptions) {
  const requestIds = newRequestIds();
  const rates = new Map<string, { second: number; count: number }>();
  const refused = new WeakSet<Duplex>();
  const server = createServer((incoming, response) => {
    void serve(incoming, response).catch(() => {
      // What ends in the middle of its body has its answer from below.
      if (!refused.has(incoming.socket)) response.destroy();
    });
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // More of what is no request: the answer is on its way.
    if (refused.has(socket)) return;
    refused.add(socket);
    if (!socket.writable || error.code === "ECONNRESET") socket.destroy();
    else refuse(socket, error.code === "HPE_HEADER_OVERFLOW" ? "431 Too Many Headers" : "400 Bad Request");
  });
  return server;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    if (!request) {
      send(response, { status: 413, headers: {}, body: "The sandbox takes bodies of up to 1 MiB." });
      return;
    }
    if (request.path.startsWith("/_sandbox/")) {
      send(response, control(request, options));
      return;
    }
    const arrived = performance.now();
    const called = calledOf(request);
    const fault = faultFor(options.faults, called);
    const { worlds } = options;
    const now = options.now();
    const result = answerUnder(fault, request, {
      now,
      serverSecret: worlds.secret,
      requestId: requestIds(),
      secretOf: worlds.secretOf,
      findWorld: worlds.find,
      throttled(accountId, service, perSecond) {
        const second = Math.floor(now.getTime() / 1000);
        const before = rates.get(`${accountId}/${service}`);
        const count = before?.second === second ? before.count + 1 : 1;
        rates.set(`${accountId}/${service}`, { second, count });
        return count > perSecond;
      },
    });
    options.onCall?.({ called, ...(fault && changes(fault, request, now) ? { fault: fault.kind } : {}) });
    worlds.save();
    // Counted from the arrival: AWS has more processors than this machine, its work is not on top of the distance.
    const rest = options.latencyMs - (performance.now() - arrived);
    if (rest > 0) await new Promise((done) => setTimeout(done, rest));
    if (!(fault && spoil(fault, result, response)) && result) send(response, result);
  }
}

function send(response: ServerResponse, { status, headers, body }: WireAnswer): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
}

/** Long enough for the other side to read the answer, once nothing more is heard of it. */
const LINGER_MS = 1_000;

/** Answers what is no request of HTTP; what still comes of it is read and dropped, or the answer would be lost. */
function refuse(socket: Duplex, status: string): void {
  const body = "The sandbox cannot read this as a request.";
  socket.on("error", () => socket.destroy());
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

/** Undefined when the body is too long. */
async function readRequest(incoming: IncomingMessage): Promise<WireRequest | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length;
    if (size <= BODY_LIMIT) chunks.push(chunk as Buffer);
  }
  if (size > BODY_LIMIT) return undefined;
  const [path = "/", query = ""] = (incoming.url ?? "/").split(/\?(.*)/s);
  const headers = bare<string>();
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = [value].flat().join(",");
  return { method: incoming.method ?? "GET", path, query, headers, body: Buffer.concat(chunks) };
}
