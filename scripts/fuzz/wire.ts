import { connect } from "node:net";

/** What came back for bytes on the wire. `status` 0: the connection was closed without an answer. */
export interface WireAnswer {
  status: number;
  head: string;
  ms: number;
  /** Nothing came and nothing closed within the deadline. */
  hung: boolean;
}

export const DEADLINE_MS = 15_000;

/**
 * Writes the bytes as they are to the host and reads until the connection ends. A call that is cut off on purpose ends
 * its side of the connection, as a client that dies does.
 */
export function sendBytes(url: string, pieces: readonly Buffer[], cut: boolean): Promise<WireAnswer> {
  const { hostname, port } = new URL(url);
  const began = performance.now();
  return new Promise((done) => {
    let received = "";
    let hung = false;
    const socket = connect({ host: hostname, port: Number(port) });
    socket.setNoDelay(true);
    const timer = setTimeout(() => {
      hung = true;
      socket.destroy();
    }, DEADLINE_MS);
    socket.on("connect", () => {
      for (const piece of pieces) socket.write(piece);
      if (cut) setTimeout(() => socket.end(), 30);
    });
    socket.on("data", (data) => {
      if (received.length < 4096) received += data.toString("latin1");
    });
    // A refused body may still be on its way when the answer is out.
    socket.on("error", () => {});
    socket.on("close", () => {
      clearTimeout(timer);
      // "100 Continue" is no answer yet.
      const answer = received.replace(/^HTTP\/1\.1 100 .*\r\n\r\n/, "");
      done({
        status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0),
        head: answer.split("\r\n\r\n", 1)[0] ?? "",
        ms: performance.now() - began,
        hung,
      });
    });
  });
}
