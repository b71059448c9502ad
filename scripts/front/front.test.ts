import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendBytes } from "../fuzz/wire";
import { boundConnections } from "./connections.mjs";
import { createFront } from "./front.mjs";
import { countRefusals } from "./log.mjs";

/** The front before a handler that says what reached it, spoken to in bytes: no client would send most of these. */

const known = "7f".repeat(21);
const refused: string[] = [];
const front = createFront({
  actions: new Set([known]),
  trustProxy: false,
  onRefused: (reason) => refused.push(reason),
  onFailed: () => {},
  async handle(request, response) {
    if (request.url === "/fails") throw new Error("secret");
    let body = "";
    for await (const piece of request) body += String(piece);
    response.setHeader("x-reached", JSON.stringify(request.headers));
    response.write("first ");
    // The second half comes only after the reader has had the first: nothing in between holds answers back.
    if (request.url === "/streams") await new Promise((go) => setTimeout(go, 200));
    response.end(body);
  },
});
let url = "";
beforeAll(async () => {
  front.listen(0, "127.0.0.1");
  await once(front, "listening");
  const address = front.address();
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});
afterAll(() => {
  front.closeAllConnections();
  front.close();
});

const send = async (text: string) => (await sendBytes(url, [Buffer.from(text, "latin1")], false)).status;
const head = (line: string, ...headers: string[]) =>
  [line, "Host: localhost", "Connection: close", ...headers, "", ""].join("\r\n");
const post = (body: string, ...headers: string[]) =>
  `${head("POST / HTTP/1.1", `Next-Action: ${known}`, "Content-Type: text/plain;charset=UTF-8", `Content-Length: ${Buffer.byteLength(body)}`, ...headers)}${body}`;

describe("a request line", () => {
  it.each([
    ["GET / HTTP/1.1", 200],
    ["HEAD /setup/x/start?_rsc=1 HTTP/1.1", 200],
    ["GET /setup/a%20b HTTP/1.1", 200],
    ["GET /_next/static/chunks/a.js HTTP/1.1", 200],
    ["GET /setup/%ff HTTP/1.1", 400],
    ["GET /setup/%25ff HTTP/1.1", 400],
    ["GET /setup/%00 HTTP/1.1", 400],
    ["GET /setup/%5cx HTTP/1.1", 400],
    ["GET /a%2fb HTTP/1.1", 400],
    ["GET /a/../b HTTP/1.1", 400],
    ["GET /_next/static/%2e%2e/x HTTP/1.1", 400],
    ["GET //evil.test HTTP/1.1", 400],
    ["GET /\\evil.test HTTP/1.1", 400],
    ["GET http://evil.test/ HTTP/1.1", 400],
    ["OPTIONS * HTTP/1.1", 400],
    ["GET /\u00e9 HTTP/1.1", 400],
    [`GET /${"a".repeat(3000)} HTTP/1.1`, 414],
    ["GET /_next/image?url=%2Ficon.svg&w=64&q=75 HTTP/1.1", 404],
    ["GET /%5fnext/image HTTP/1.1", 404],
    ["GET /_next/static/chunks/a.js.map HTTP/1.1", 404],
    ["GET /_next/data/x/index.json HTTP/1.1", 404],
    ["GET /__nextjs_original-stack-frame HTTP/1.1", 404],
    ["GET /_not-found HTTP/1.1", 404],
    ["TRACE / HTTP/1.1", 405],
    ["OPTIONS / HTTP/1.1", 405],
    ["DELETE /setup/x HTTP/1.1", 405],
    ["POST /_next/static/chunks/a.js HTTP/1.1", 405],
    ["POST /api/health HTTP/1.1", 405],
    ["CONNECT evil.test:443 HTTP/1.1", 405],
    ["FOO / HTTP/1.1", 405],
    ["GET / HTTP/9.9", 400],
    ["GET /", 400],
    ["nonsense", 405],
  ])("%s: %i", async (line, status) => {
    expect(await send(head(line))).toBe(status);
  });
});

describe("headers", () => {
  const tree = (value: unknown) => `Next-Router-State-Tree: ${encodeURIComponent(JSON.stringify(value))}`;
  it.each([
    ["a router state of Next's client", [tree(["", { children: [["plan", "x", "d", null], {}] }])], 200],
    ["a router state that is none", ["Next-Router-State-Tree: %7B"], 400],
    ["a router state of another shape", [tree({})], 400],
    ["an action on a GET", [`Next-Action: ${known}`], 405],
    ["a body on a GET", ["Content-Length: 3"], 400],
    ["a flood", Array.from({ length: 150 }, (_, at) => `X-${at}: y`), 431],
    ["a huge cookie", [`Cookie: a=${"b".repeat(20_000)}`], 431],
    ["a second host", ["Host: evil.test"], 400],
    ["what no header can hold", ["X-Odd: a\u0000b"], 400],
    ["two ways to end a body", ["Content-Length: 3", "Transfer-Encoding: chunked"], 400],
  ])("%s: %#", async (_, headers, status) => {
    expect(await send(head("GET / HTTP/1.1", ...headers))).toBe(status);
  });

  it.each(["a b", "[::1", "127.0.0.1:99999", "x@y", "", "\u00e9"])("host %j is none", async (host) => {
    expect(await send(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toBe(400);
  });

  it("that only Next or a trusted proxy writes do not reach the wizard", async () => {
    const sent = [
      "X-Forwarded-Host: evil.test",
      "X-Middleware-Subrequest: proxy",
      "X-Action-Forwarded: 1",
      "If-Match: x",
      "Range: bytes=5-1",
      "If-Range: x",
      "Upgrade: h2c",
    ];
    const answer = await sendBytes(url, [Buffer.from(head("GET / HTTP/1.1", ...sent))], false);
    expect(answer.head).toContain('"host":"localhost"');
    expect(answer.head).not.toMatch(/evil|subrequest|action-forwarded|if-|range|upgrade/);
  });
});

describe("an action", () => {
  const shared = { a: 1 };
  it.each([
    ["with arguments", '["plan",{"a":[1,null,true,"x"]}]', 200],
    ["with what JSON does not have", '["$undefined","$$x","$NaN","$n12","$D2026-01-01T00:00:00.000Z"]', 200],
    ["with one object in two places", JSON.stringify([{ x: shared, y: "$0:0:x" }]), 200],
    ["without a list", '{"0":1}', 400],
    ["with no JSON", "[", 400],
    ["with nothing", "", 400],
    ["with a byte order mark", "\u00ef\u00bb\u00bf[]", 400],
    ["with bytes that are no text", '["\u00ff"]', 400],
    ["with a part that did not come", '["$1"]', 400],
    ["with a function", '["$F1"]', 400],
    ["with a promise", '["$@1"]', 400],
    ["with a value inside itself", '[{"a":"$0:0"}]', 400],
    ["with a reference to nothing", '["$0:7:x"]', 400],
    ["with a date that is none", '["$Dnever"]', 400],
    ["with a prototype", '[{"__proto__":{"a":1}}]', 400],
    ["that is too deep", `${"[".repeat(900)}${"]".repeat(900)}`, 400],
    [
      "that stands for too much",
      JSON.stringify([
        {},
        ...Array.from({ length: 15 }, (_, at) => ({ a: `$0:${at}`, b: `$0:${at}`, c: `$0:${at}` })),
      ]),
      400,
    ],
    ["with too many arguments", JSON.stringify(Array.from({ length: 2000 }, () => 0)), 400],
  ])("%s", async (_, body, status) => {
    const length = `Content-Length: ${body.length}`;
    const text = head(
      "POST / HTTP/1.1",
      `Next-Action: ${known}`,
      "Content-Type: text/plain;charset=UTF-8",
      length,
    );
    expect(await send(text + body)).toBe(status);
  });

  it("that is not known, not named or sent in another way is refused", async () => {
    expect(await send(post("[]").replace(known, "0".repeat(42)))).toBe(404);
    expect(await send(post("[]").replace(known, "../x"))).toBe(400);
    expect(await send(head("POST / HTTP/1.1", "Content-Length: 0"))).toBe(400);
    expect(
      await send(post("[]").replace("text/plain;charset=UTF-8", "multipart/form-data; boundary=x")),
    ).toBe(415);
    expect(await send(post("[]", "Content-Encoding: gzip"))).toBe(415);
  });

  it("of more than 1 MB is refused, whether its length is told or not", async () => {
    expect(await send(post(`["${"x".repeat(1_000_000)}"]`))).toBe(413);
    const piece = Buffer.from(`10000\r\n${"x".repeat(65_536)}\r\n`);
    const start = post("").replace("Content-Length: 0", "Transfer-Encoding: chunked");
    const chunked = await sendBytes(
      url,
      [Buffer.from(start), ...Array.from({ length: 17 }, () => piece)],
      false,
    );
    expect(chunked.status).toBe(413);
  });

  it("in chunks arrives whole", async () => {
    const start = post("").replace("Content-Length: 0", "Transfer-Encoding: chunked");
    const answer = await sendBytes(url, [Buffer.from(`${start}3\r\n["x\r\n2\r\n"]\r\n0\r\n\r\n`)], false);
    expect(answer.status).toBe(200);
    expect(answer.head).toContain('"content-length":"5"');
  });
});

it("an answer is not taken back by what comes behind it", async () => {
  const told = async (start: string, behind: string) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    let received = "";
    let faults = 0;
    socket.on("error", () => (faults += 1));
    socket.write(start);
    socket.once("data", () => {
      for (let i = 0; i < 20; i += 1) socket.write(behind);
      socket.end();
    });
    socket.on("data", (data) => (received += String(data)));
    await once(socket, "close");
    return `${received.slice(0, 12)}, ${faults} faults`;
  };
  const foreign = post("").replace("Content-Length: 0", "Transfer-Encoding: chunked").replace(known, "../x");
  expect(await told(foreign, "2\r\n[]\r\n"), "a refused action").toBe("HTTP/1.1 400, 0 faults");
  expect(await told("no request\r\n\r\n", "nor this\r\n\r\n"), "no HTTP").toBe("HTTP/1.1 405, 0 faults");
});

it("answers stream as they are written", async () => {
  const order: string[] = [];
  await new Promise<void>((done) => {
    httpRequest(`${url}/streams`, (answer) => {
      answer.on("data", (data) => order.push(String(data)));
      answer.on("end", done);
    }).end();
  });
  expect(order[0]).toBe("first ");
});

it("what fails behind it is a sentence without the cause", async () => {
  const answer = await sendBytes(url, [Buffer.from(head("GET /fails HTTP/1.1"))], false);
  expect(answer.status).toBe(500);
  expect(answer.head).not.toContain("secret");
});

describe("of too many waiting connections the one that waited longest makes room", () => {
  it.each([
    ["that says nothing", ""],
    ["whose headers do not end", "GET / HTTP/1.1\r\nHost: localhost\r\n"],
    ["whose body does not end", post("[]").slice(0, -1)],
  ])("one %s", async (_, text) => {
    const small = createFront({
      actions: new Set([known]),
      trustProxy: false,
      onRefused() {},
      onFailed() {},
      async handle() {},
    });
    boundConnections(small, 2);
    small.listen(0, "127.0.0.1");
    await once(small, "listening");
    const address = small.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const sockets = [];
    for (let at = 0; at < 3; at += 1) {
      const socket = connect(port, "127.0.0.1");
      await once(socket, "connect");
      socket.write(text);
      sockets.push(socket.resume().on("error", () => {}));
    }
    await once(sockets[0] ?? front, "close");
    expect(sockets.map(({ closed }) => closed)).toEqual([true, false, false]);
    for (const socket of sockets) socket.destroy();
    small.close();
  });
});

it("the log gets one line for many, with nothing of the requests", () => {
  const lines: string[] = [];
  const log = countRefusals((line) => lines.push(line));
  for (let at = 0; at < 100; at += 1) log.count("not-http");
  log.count("body-too-large");
  log.end();
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ counts: { "not-http": 100, "body-too-large": 1 } });
  expect(refused).toContain("no-such-address");
});
