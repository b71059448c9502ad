import { createHmac } from "node:crypto";
import type { Sandbox, SandboxWorld } from "../index";
import type { Operation } from "../operation";
import { canonicalRequest, stringToSign } from "../sigv4";

const targets: Record<string, string> = {
  kms: "TrentService",
  logs: "Logs_20140328",
  cloudhsmv2: "BaldrApiService",
};

/** A request that is signed as it should be, with an input that nobody would send. */
export function signedCall(
  sandbox: Sandbox,
  world: SandboxWorld,
  row: Operation,
  input: Record<string, unknown>,
) {
  const scope = row.service === "cloudhsmv2" ? "cloudhsm" : row.service;
  const form = ["iam", "sts", "ec2"].includes(row.service);
  const [method = "POST", pattern = "/"] = row.route?.split(" ") ?? [];
  const flat = Object.entries(input).map(([name, value]) => [`${name}.member.1.Key`, String(value)]);
  const plain = Object.entries(input).map(([name, value]) => [name, String(value)]);
  const body = form
    ? new URLSearchParams([["Action", row.name], ["Version", "x"], ...plain, ...flat]).toString()
    : method === "GET"
      ? ""
      : JSON.stringify(input);
  const path = pattern.replace(/\{\w+\}/, "00000000-0000-4000-8000-000000000000");
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const headers: Record<string, string> = {
    host: new URL(sandbox.url).host,
    "x-amz-date": date,
    ...(targets[row.service] ? { "x-amz-target": `${targets[row.service]}.${row.name}` } : {}),
  };
  const signedHeaders = Object.keys(headers).sort();
  const authorization = {
    algorithm: "AWS4-HMAC-SHA256",
    id: world.administrator.accessKeyId,
    date: date.slice(0, 8),
    region: "eu-west-1",
    service: scope,
    signedHeaders,
    signature: "",
  };
  const canonical = canonicalRequest(
    { method, path, query: "", headers, body: Buffer.from(body) },
    signedHeaders,
    true,
  );
  let key = Buffer.from(`AWS4${world.administrator.secretAccessKey}`);
  for (const part of [authorization.date, "eu-west-1", scope, "aws4_request"])
    key = createHmac("sha256", key).update(part).digest();
  const signature = createHmac("sha256", key)
    .update(stringToSign(authorization, date, canonical))
    .digest("hex");
  headers.authorization = `AWS4-HMAC-SHA256 Credential=${authorization.id}/${authorization.date}/eu-west-1/${scope}/aws4_request, SignedHeaders=${signedHeaders.join(";")}, Signature=${signature}`;
  const { host: _, ...sent } = headers;
  return fetch(sandbox.url + path, { method, headers: sent, ...(method === "GET" ? {} : { body }) });
}
