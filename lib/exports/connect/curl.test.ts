import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { has } from "@/scripts/test-tools";
import { connectionPayload, type ExportFormat, exportFormats } from "..";
import { examplePem, examplePlan, hostilePlan, hostileTexts } from "../testing/example-plans";

const now = new Date("2026-03-01T10:00:00Z");
const HARM = "/tmp/h2-harm";
const work = mkdtempSync(join(tmpdir(), "connect-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe.skipIf(!has("jq") || !has("curl"))("the curl script", () => {
  const requests: { path: string; authorization: string; body: string }[] = [];
  let answer: { status: number; body: unknown } = { status: 201, body: { id: "c1" } };
  let works = true;
  const keyFile = join(work, "key.pem");
  const caFile = join(work, "server.pem");
  let server: ReturnType<typeof createServer>;
  let url = "";

  beforeAll(async () => {
    const serverKey = join(work, "server.key");
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", serverKey, "-out", caFile, ...subject],
      { stdio: "ignore" },
    );
    execFileSync("openssl", ["genrsa", "-traditional", "-out", keyFile, "2048"], { stdio: "ignore" });
    server = createServer(
      { key: readFileSync(serverKey), cert: readFileSync(caFile) },
      (request, response) => {
        let body = "";
        request.on("data", (chunk: Buffer) => {
          body += chunk.toString("utf8");
        });
        request.on("end", () => {
          requests.push({
            path: request.url ?? "",
            authorization: request.headers.authorization ?? "",
            body,
          });
          const test = request.url?.endsWith("/test");
          response.statusCode = test ? 200 : answer.status;
          response.end(
            JSON.stringify(test ? { connection_ok: works, connection_error: "no route" } : answer.body),
          );
        });
      },
    );
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    url = `https://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  async function run(document: Parameters<ExportFormat["appliesTo"]>[0], args: string[], input = "") {
    requests.length = 0;
    const file = join(work, "create.sh");
    const format = exportFormats.find(({ id }) => id === "connect-curl");
    writeFileSync(file, format?.render({ plan: { id: "p", world: "aws", document }, now }) ?? "");
    return new Promise<{ code: number; output: string }>((done) => {
      const child = execFile(
        "bash",
        [file, ...args],
        {
          env: {
            NODE_ENV: "test",
            PATH: process.env.PATH,
            LC_ALL: "C",
            CURL_CA_BUNDLE: caFile,
            CIPHERTRUST_URL: `${url}/`,
            CIPHERTRUST_TOKEN: "a.b.c",
          },
        },
        (error, stdout, stderr) => done({ code: Number(error?.code ?? 0), output: stdout + stderr }),
      );
      child.stdin?.end(input);
    });
  }

  it("sends exactly the complete payload, key out of the file, and reads the test's answer", async () => {
    const document = examplePlan("aws", "migrate");
    document.start.description = "Prüfung 密钥";
    answer = { status: 201, body: { id: "c1" } };
    works = true;
    const done = await run(document, [keyFile]);
    expect(done).toMatchObject({ code: 0 });
    expect(done.output).toContain("it works");
    expect(requests.map(({ path }) => path)).toEqual([
      "/api/v1/connectionmgmt/services/aws/connections",
      "/api/v1/connectionmgmt/services/aws/connections/c1/test",
    ]);
    expect(requests[0]?.authorization).toBe("Bearer a.b.c");
    const pem = readFileSync(keyFile, "utf8");
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual(connectionPayload(document, { privateKey: { pem } }));
    expect(done.output).not.toContain(pem.split("\n")[1]);
  });

  it("asks for an access key, and never shows it", async () => {
    const document = examplePlan("aws", "access-key");
    const accessKey = { accessKeyId: "AKIAEXAMPLE", secretAccessKey: `q"'$x` };
    const done = await run(document, [], `${accessKey.accessKeyId}\n${accessKey.secretAccessKey}\n`);
    expect(done.code).toBe(0);
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual(connectionPayload(document, { accessKey }));
    expect(done.output).not.toContain(accessKey.secretAccessKey);
  });

  it.each([
    ["a failed test, though it answers 200", 201, false, "no route"],
    ["a taken name", 409, true, "already a connection with this name"],
    ["a token that ran out", 401, true, "ask for a new one"],
    ["any other refusal, with CipherTrust's words", 422, true, "Secret Access Key should be null"],
  ])("stops at %s", async (_name, status, ok, says) => {
    answer = { status, body: { id: "c1", message: "Secret Access Key should be null" } };
    works = ok;
    const done = await run(examplePlan("aws", "roles-anywhere"), [keyFile]);
    expect(done.code).toBe(1);
    expect(done.output).toContain(says);
  });

  it("refuses a file without a key before it sends anything", async () => {
    const file = join(work, "certificate.pem");
    writeFileSync(file, examplePem);
    const done = await run(examplePlan("aws", "roles-anywhere"), [file]);
    expect(done.code).toBe(1);
    expect(requests).toEqual([]);
  });

  it.each(hostileTexts)("%j arrives as it was typed", async (text) => {
    answer = { status: 201, body: { id: "c1" } };
    works = true;
    const document = hostilePlan(text);
    await run(document, [keyFile]);
    expect(JSON.parse(requests[0]?.body ?? "{}")).toMatchObject({ name: text, description: text });
    expect(existsSync(HARM)).toBe(false);
  });
});
