import { execFile, execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readPrivateKey, toPlatformPem } from "@/lib/certificates/keys";
import { inspectCertificates } from "@/lib/certificates/public";
import type { PlanDocument } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import { has } from "@/scripts/test-tools";
import { connectionPayload, exportFormats, payloadText } from "..";
import { examplePlan } from "../testing/example-plans";

/** One payload, made four times: by the page, curl, ksctl and Terraform, out of the files that people have. */

const work = mkdtempSync(join(tmpdir(), "same-payload-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));
const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: work, stdio: "pipe" }).toString();
const attributes = (what: string) =>
  `Bag Attributes\r\n    friendlyName: ENCRYPTED ${what} für CKM\r\n    localKeyID: 54 69\r\nKey Attributes: <No Attributes>\r\n`;
const wide = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");

interface Input {
  name: string;
  content: string | Buffer;
  /** Why Terraform does not take it; it refuses then. */
  notInTerraform?: RegExp;
}
const inputs: Input[] = [];
let document: PlanDocument;
let certificate: string;

beforeAll(async () => {
  openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "rsa.key",
    "-subj",
    "/CN=ckm",
    "-out",
    "rsa.pem",
  );
  certificate = readFileSync(join(work, "rsa.pem"), "utf8");
  const pkcs8 = openssl("pkey", "-in", "rsa.key");
  const pkcs1 = openssl("rsa", "-traditional", "-in", "rsa.key");
  inputs.push(
    { name: "RSA, PKCS#8", content: pkcs8 },
    { name: "RSA, PKCS#1", content: pkcs1 },
    {
      name: "with bag attributes and the certificate",
      content: attributes("key") + pkcs8 + attributes("leaf") + certificate,
    },
    { name: "behind the certificate and its CA", content: certificate + certificate + pkcs1 },
    { name: "with a byte order mark", content: `\uFEFF${pkcs8}` },
    { name: "with CRLF", content: pkcs8.replaceAll("\n", "\r\n") },
    {
      name: "with CRLF, a mark and attributes",
      content: `\uFEFF${attributes("key")}${pkcs1}`.replace(/\r?\n/g, "\r\n"),
    },
    { name: "without a line end", content: pkcs8.trimEnd() },
    { name: "with lines of another length", content: rewrapped(pkcs8, 76) },
    { name: "UTF-16", content: wide(pkcs8), notInTerraform: /UTF-8/ },
  );
  for (const bits of [1024, 3072, 4096]) {
    openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", `rsa_keygen_bits:${bits}`, "-out", `${bits}.key`);
    inputs.push({ name: `RSA of ${bits} bits, PKCS#8`, content: openssl("pkey", "-in", `${bits}.key`) });
  }
  for (const curve of ["prime256v1", "secp384r1", "secp521r1"]) {
    openssl("ecparam", "-name", curve, "-genkey", "-out", `${curve}.key`);
    openssl("ec", "-in", `${curve}.key`, "-conv_form", "compressed", "-out", `${curve}.short.key`);
    const sec1 = readFileSync(join(work, `${curve}.key`), "utf8");
    const notInTerraform = /PKCS#1 or PKCS#8/;
    inputs.push({ name: `EC ${curve}, PKCS#8`, content: openssl("pkey", "-in", `${curve}.key`) });
    inputs.push({ name: `EC ${curve}, SEC1 behind its parameters`, content: sec1, notInTerraform });
    const short = readFileSync(join(work, `${curve}.short.key`), "utf8");
    inputs.push({ name: `EC ${curve}, SEC1, compressed`, content: `\uFEFF${short}`, notInTerraform });
  }
  document = examplePlan("aws", "migrate");
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what Terraform and bash would take for their own
  document.start.description = "Prüfung 密钥 \"quoted\" ${not} a 'template'";
  const read = await inspectCertificates({
    as: "client",
    input: attributes("leaf") + certificate,
    now: new Date(),
  });
  document.certificates.clientPem = read.certificates[0]?.pem ?? "";
});

function rewrapped(pem: string, width: number): string {
  const [first = "", ...rest] = pem.trim().split("\n");
  const lines =
    rest
      .slice(0, -1)
      .join("")
      .match(new RegExp(`.{1,${width}}`, "g")) ?? [];
  return [first, ...lines, rest.at(-1), ""].join("\n");
}

/** What the page downloads: the key as the page's memory has it. */
async function page({ content }: Input): Promise<string> {
  const key = await readPrivateKey(typeof content === "string" ? content : new Uint8Array(content));
  if (isProblem(key)) throw new Error(key.sentence);
  return payloadText(connectionPayload(document, { privateKey: { pem: toPlatformPem(key) } }));
}

function script(id: string): string {
  const format = exportFormats.find((one) => one.id === id);
  return format?.render({ plan: { id: "p", world: "aws", document }, now: new Date(0) }) ?? "";
}

const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(work, name), content);
  return join(work, name);
};

function run(program: string, args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; output: string }>((done) => {
    const options = {
      cwd: work,
      env: { NODE_ENV: "test" as const, PATH: process.env.PATH, HOME: work, LC_ALL: "C", ...env },
    };
    const child = execFile(program, args, options, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 1) : 0, output: stdout + stderr }),
    );
    child.stdin?.end();
  });
}

describe.skipIf(!has("jq") || !has("curl"))("curl sends the page's payload, byte for byte", () => {
  const bodies: Buffer[] = [];
  let server: ReturnType<typeof createServer>;
  let env: Record<string, string>;
  beforeAll(async () => {
    const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    openssl(
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-keyout",
      "server.key",
      "-out",
      "server.pem",
      ...subject,
    );
    const pair = {
      key: readFileSync(join(work, "server.key")),
      cert: readFileSync(join(work, "server.pem")),
    };
    server = createServer(pair, (request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const test = request.url?.endsWith("/test") ?? false;
        if (!test) bodies.push(Buffer.concat(parts));
        response.statusCode = test ? 200 : 201;
        response.end(JSON.stringify(test ? { connection_ok: true } : { id: "c1" }));
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    env = {
      CURL_CA_BUNDLE: join(work, "server.pem"),
      CIPHERTRUST_URL: `https://localhost:${(server.address() as AddressInfo).port}`,
      CIPHERTRUST_TOKEN: "a.b.c",
    };
    file("curl.sh", script("connect-curl"));
  });
  afterAll(() => server.close());

  it("for every form of key", async () => {
    for (const input of inputs) {
      bodies.length = 0;
      const done = await run("bash", ["curl.sh", file("given.key", input.content)], env);
      expect(done, input.name).toMatchObject({ code: 0 });
      expect(bodies[0]?.toString("utf8"), input.name).toBe(await page(input));
      expect(done.output).not.toMatch(/[A-Za-z0-9+/]{60}/);
    }
  });

  it.each([
    ["two keys", () => readFileSync(join(work, "rsa.key"), "utf8").repeat(2), "holds 2 private keys"],
    ["no key", () => certificate, "no private key in PEM form"],
    [
      "an encrypted key",
      () => openssl("pkey", "-in", "rsa.key", "-aes256", "-passout", "pass:x"),
      "is encrypted",
    ],
    [
      "a key of the old encrypted form",
      () => openssl("rsa", "-in", "rsa.key", "-traditional", "-aes256", "-passout", "pass:x"),
      "is encrypted",
    ],
    [
      "a key that is damaged",
      () => readFileSync(join(work, "rsa.key"), "utf8").replace(/MII.{40}/, ""),
      "cannot read the private key",
    ],
  ])("and sends nothing for %s", async (_name, content, says) => {
    bodies.length = 0;
    const done = await run("bash", ["curl.sh", file("given.key", content())], env);
    expect(done.code).toBe(1);
    expect(done.output).toContain(says);
    expect(bodies).toEqual([]);
  });
});

describe.skipIf(!has("jq"))("ksctl is given the page's payload, byte for byte", () => {
  it("for every form of key", async () => {
    const bin = join(work, "ksctl");
    const arguments_ = '[ "$*" = "connectionmgmt aws create --json-file $5" ] && cp "$5" "$HOME/got.json"';
    writeFileSync(bin, `#!/bin/sh\n${arguments_}\n`);
    chmodSync(bin, 0o755);
    const path = { PATH: `${work}:${process.env.PATH}` };
    file("ksctl.sh", script("connect-ksctl"));
    for (const input of inputs) {
      rmSync(join(work, "got.json"), { force: true });
      const done = await run("bash", ["ksctl.sh", file("given.key", input.content)], path);
      expect(done, input.name).toMatchObject({ code: 0 });
      expect(readFileSync(join(work, "got.json"), "utf8"), input.name).toBe(await page(input));
    }
  });
});

describe.skipIf(!has("terraform"))("Terraform is given the page's payload", () => {
  // The provider is not to be had here: an output of the same arguments takes the resource's place.
  const output = z.object({ payload: z.object({ value: z.record(z.string(), z.unknown()) }) });

  it("for every form of key that it takes, and refuses the others", { timeout: 180_000 }, async () => {
    const resource = 'resource "ciphertrust_aws_connection" "cckm" {';
    const text = script("connect-terraform");
    expect(text).toContain(resource);
    file("main.tf", `${text.replace(resource, 'output "payload" {\n  value = {').trimEnd()}\n}\n`);
    for (const input of inputs) {
      const args = ["apply", "-auto-approve", "-no-color", "-input=false", "-lock=false"];
      const key = `private_key_file=${file("given.key", input.content)}`;
      rmSync(join(work, "terraform.tfstate"), { force: true });
      const done = await run("terraform", [...args, "-var", key]);
      if (input.notInTerraform !== undefined) {
        expect(done.code, input.name).toBe(1);
        expect(done.output).toMatch(input.notInTerraform);
        continue;
      }
      expect(done, `${input.name}: ${done.output}`).toMatchObject({ code: 0 });
      const read = await run("terraform", ["output", "-json"]);
      const expected: unknown = JSON.parse(await page(input));
      expect(output.parse(JSON.parse(read.output)).payload.value, input.name).toEqual(expected);
    }
  });
});
