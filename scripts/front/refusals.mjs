// @ts-check
/**
 * What the front refuses before Next sees it: the status and the sentence for each reason. proxy.ts and the actions
 * refuse what is well formed but not allowed; here stands only what is no request to the wizard at all.
 *
 * @typedef {keyof typeof refusals} Reason
 */

export const refusals = Object.freeze({
  "not-http": { status: 400, sentence: "This is not a request that the wizard can read." },
  "target-not-a-path": { status: 400, sentence: "The address must be a path that begins with one slash." },
  "target-too-long": { status: 414, sentence: "The address is longer than any of the wizard." },
  "target-badly-encoded": { status: 400, sentence: "The address holds characters that no address can hold." },
  "host-not-a-name": { status: 400, sentence: "The request must name one host." },
  "no-such-address": { status: 404, sentence: "There is nothing at this address." },
  "method-not-served": { status: 405, sentence: "The wizard does not serve this method here." },
  "too-many-headers": { status: 431, sentence: "The request has more headers than the wizard reads." },
  "header-not-readable": { status: 400, sentence: "A header of the request cannot be read." },
  "body-not-wanted": { status: 400, sentence: "A request of this kind has no body." },
  "body-too-large": {
    status: 413,
    sentence: "The wizard accepts at most 1 MB at a time. Send a smaller file or text.",
  },
  "action-not-named": { status: 400, sentence: "The wizard accepts changes only from its own pages." },
  "action-not-known": {
    status: 404,
    sentence: "This version of the wizard does not know that change. Load the page again.",
  },
  "body-type-not-taken": { status: 415, sentence: "The wizard takes changes as its own pages send them." },
  "body-not-readable": {
    status: 400,
    sentence: "The body of the request is not what the wizard's pages send.",
  },
  "too-slow": { status: 408, sentence: "The request did not arrive in time. Try again." },
});

/** How much of a refused body is read, so that the sender can read the answer before the connection ends. */
const DRAIN_BYTES = 4 * 1024 * 1024;

const LINGER_MS = 1_000;

/** @param {string} sentence */
const headersFor = (sentence) => ({
  "content-type": "text/plain; charset=utf-8",
  "content-length": String(Buffer.byteLength(sentence)),
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
});

/**
 * Answers a request with the refusal. What is still coming of its body is read and dropped.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {Reason} reason
 */
export function refuse(request, response, reason) {
  const { status, sentence } = refusals[reason];
  const text = `${sentence}\n`;
  response.writeHead(status, {
    ...headersFor(text),
    ...(status === 405 ? { allow: "GET, HEAD" } : {}),
    // Next's client reads it: the page is older than the server and has to be loaded again.
    ...(reason === "action-not-known" ? { "x-nextjs-action-not-found": "1" } : {}),
  });
  if (request.method !== "HEAD") response.write(text);
  // The answer is whole. To end the connection while a body is still coming would reset it, and take the answer back.
  const end = () => response.end();
  if (request.complete) end();
  else {
    request.once("end", end);
    request.once("close", end);
    setTimeout(end, LINGER_MS).unref();
  }
  let dropped = 0;
  request.on("data", (/** @type {Buffer} */ piece) => {
    dropped += piece.length;
    if (dropped > DRAIN_BYTES) request.socket.destroy();
  });
}

/**
 * The same for what never became a request.
 * @param {import("node:stream").Duplex} socket
 * @param {Reason} reason
 */
export function refuseOnSocket(socket, reason) {
  const { status, sentence } = refusals[reason];
  const text = `${sentence}\n`;
  const lines = Object.entries({
    ...headersFor(text),
    connection: "close",
    ...(status === 405 ? { allow: "GET, HEAD" } : {}),
  });
  // Nobody else reads this connection: it ends when the other side has read the answer, or soon after.
  socket.on("error", () => socket.destroy());
  socket.on("end", () => socket.destroy());
  socket.resume();
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.end(
    `HTTP/1.1 ${status} Refused\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${text}`,
  );
}
