// @ts-check
/**
 * Bounds how many connections wait without a request in work. The one that has waited longest makes room: a visitor's
 * request arrives within moments, whoever holds connections open for nothing loses them first.
 */

const MOST_WAITING = 1000;
/** In work or waiting. Beyond it the operating system's queue holds new ones back. */
const MOST = 4000;

/** @param {import("node:http").Server} server */
export function boundConnections(server, mostWaiting = MOST_WAITING) {
  /** In the order in which they began to wait. @type {Set<import("node:stream").Duplex>} */
  const waiting = new Set();
  /** @param {import("node:stream").Duplex} socket */
  const wait = (socket) => {
    if (socket.destroyed) return;
    waiting.add(socket);
    const [longest] = waiting;
    if (waiting.size > mostWaiting) longest?.destroy();
  };
  server.maxConnections = MOST;
  server.on("connection", (socket) => {
    socket.once("close", () => waiting.delete(socket));
    wait(socket);
  });
  // Node tells of a request when its headers are there; it is in work when its body is there too.
  server.on("request", (request, response) => {
    const { socket } = request;
    if (request.method === "POST") request.once("end", () => waiting.delete(socket));
    else waiting.delete(socket);
    response.once("close", () => wait(socket));
  });
}
