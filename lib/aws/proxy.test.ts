import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openAws } from ".";

/**
 * The way to the real AWS, on loopback: a proxy that the environment names leads every host to one TLS server whose
 * certificate a CA of ours has issued for AWS's name. The code under test believes that it talks to AWS.
 */
const host = "kms.eu-west-1.amazonaws.com";
const folder = mkdtempSync(join(tmpdir(), "proxy-"));
const file = (name: string) => join(folder, name);
const target = { world: "aws", partition: "aws", region: "eu-west-1", accountId: "111122223333" } as const;
const key = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "given" };
const listKeys = { service: "kms", operation: "ListKeys", input: {}, retry: false } as const;
const port = (server: Server) => (server.address() as AddressInfo).port;

let aws: Server;
let proxy: Server;
const tunnels: string[] = [];
let reply: { status: number; headers: Record<string, string>; body: string };

beforeAll(async () => {
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  writeFileSync(file("ext"), `subjectAltName=DNS:${host}`);
  openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-days",
    "2",
    "-subj",
    "/CN=Test proxy CA",
  );
  openssl(
    "req",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "leaf.key",
    "-out",
    "leaf.csr",
    "-subj",
    `/CN=${host}`,
  );
  openssl(
    "x509",
    "-req",
    "-in",
    "leaf.csr",
    "-CA",
    "ca.pem",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-out",
    "leaf.pem",
    "-days",
    "2",
    "-extfile",
    "ext",
  );
  aws = createTlsServer(
    { key: readFileSync(file("leaf.key")), cert: readFileSync(file("leaf.pem")) },
    (_, response) => {
      response.writeHead(reply.status, reply.headers);
      response.end(reply.body);
    },
  );
  proxy = createHttpServer();
  proxy.on("connect", (request, socket) => {
    tunnels.push(request.url ?? "");
    const onward = connect(port(aws), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [onward, socket]) end.on("error", () => {});
  });
  for (const server of [aws, proxy]) await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
});
afterAll(() => {
  for (const server of [aws, proxy]) {
    server.closeAllConnections();
    server.close();
  }
});
afterEach(() => vi.unstubAllEnvs());

const use = (address = `http://127.0.0.1:${port(proxy)}`, except = "") => {
  tunnels.length = 0;
  vi.stubEnv("HTTPS_PROXY", address);
  vi.stubEnv("https_proxy", address);
  vi.stubEnv("NO_PROXY", except);
  vi.stubEnv("no_proxy", except);
};
const json = { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "1" };

describe("through a proxy", () => {
  it("tunnels to AWS's host, and trusts the CA that the operator gave", async () => {
    use();
    reply = { status: 200, headers: json, body: '{"Keys":[]}' };
    const open = openAws(target, key, { extraCaFile: file("ca.pem") });
    expect(await open.call(listKeys)).toEqual({ ok: true, output: { Keys: [] } });
    expect(await open.call(listKeys)).toMatchObject({ ok: true });
    expect(tunnels).toEqual([`${host}:443`]); // the second call went over the connection of the first
  });

  it("says TLS where that CA is not known, and never a wrong key or a denial", async () => {
    use();
    reply = { status: 200, headers: json, body: '{"Keys":[]}' };
    expect(await openAws(target, key).call(listKeys)).toMatchObject({ failure: { kind: "tls" } });
  });

  it("takes a 403 without AWS's number for the proxy's own", async () => {
    use();
    reply = {
      status: 403,
      headers: { "content-type": "application/json" },
      body: '{"__type":"AccessDeniedException"}',
    };
    const open = openAws(target, key, { extraCaFile: file("ca.pem") });
    expect(await open.call(listKeys)).toMatchObject({ failure: { kind: "intercepted" } });
    reply = { ...reply, headers: json };
    expect(await open.call(listKeys)).toMatchObject({ failure: { kind: "denied" } });
  });

  it("does without where NO_PROXY names the host", async () => {
    use(undefined, ".amazonaws.com");
    const open = openAws(target, key, { extraCaFile: file("ca.pem"), timeoutMs: 500 });
    // There is no AWS here: whatever it says, it did not go through the proxy.
    expect(await open.call(listKeys)).toMatchObject({ ok: false });
    expect(tunnels).toEqual([]);
  });

  it.each([502, 403, 407, 504])("names a proxy's own %s to CONNECT as the proxy's", async (status) => {
    const refusing = createHttpServer().on("connect", (_, socket) => {
      socket.end(`HTTP/1.1 ${status} No\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`);
    });
    await new Promise<void>((ready) => refusing.listen(0, "127.0.0.1", ready));
    use(`http://127.0.0.1:${port(refusing)}`);
    const answer = await openAws(target, key, { extraCaFile: file("ca.pem") }).call(listKeys);
    refusing.close();
    expect(answer).toMatchObject({
      failure: {
        kind: "intercepted",
        code: "ProxyRefused",
        message: expect.stringContaining(String(status)),
      },
    });
  });

  it("names a proxy that is not there as unreachable", async () => {
    use("http://127.0.0.1:9");
    expect(await openAws(target, key).call(listKeys)).toMatchObject({ failure: { kind: "unreachable" } });
  });
});
