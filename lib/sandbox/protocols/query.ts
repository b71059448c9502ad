import { bare } from "@/lib/bare";
import { escapeXml, toXml } from "../xml";
import type { Protocol } from "./protocol";

type Nested = { [key: string]: Nested | string };

/** `A.member.1.B=x` as `{ A: [{ B: "x" }] }`; EC2 leaves the word "member" out. */
export function unflatten(parameters: URLSearchParams): unknown {
  const tree: Nested = bare();
  for (const [name, value] of parameters) {
    const path = name.split(".").filter((part) => part !== "member");
    let node = tree;
    for (const part of path.slice(0, -1)) {
      const next = node[part];
      const child: Nested = typeof next === "object" ? next : bare();
      node[part] = child;
      node = child;
    }
    node[path.at(-1) ?? ""] = value;
  }
  return asLists(tree);
}

function asLists(node: Nested | string): unknown {
  if (typeof node === "string") return node;
  const keys = Object.keys(node);
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) {
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => asLists(node[key] ?? ""));
  }
  return bare(keys.map((key) => [key, asLists(node[key] ?? "")]));
}

function readForm(
  body: Buffer,
  query: string,
): { name: string; version: string; parameters: URLSearchParams } {
  const parameters = new URLSearchParams(body.length > 0 ? body.toString("utf8") : query);
  const name = parameters.get("Action") ?? "";
  const version = parameters.get("Version") ?? "";
  parameters.delete("Action");
  parameters.delete("Version");
  return { name, version, parameters };
}

const read: Protocol["read"] = (request, operations) => {
  const { name, version, parameters } = readForm(request.body, request.query);
  const row = operations.find((candidate) => candidate.name === name);
  if (!row) return { unknown: `Could not find operation ${name} for version ${version}` };
  return { row, input: unflatten(parameters) };
};

const namespaces: Partial<Record<string, string>> = {
  iam: "https://iam.amazonaws.com/doc/2010-05-08/",
  sts: "https://sts.amazonaws.com/doc/2011-06-15/",
  ec2: "http://ec2.amazonaws.com/doc/2016-11-15/",
};

const headers = (requestId: string) => ({ "content-type": "text/xml", "x-amzn-requestid": requestId });

/** AWS Query (IAM, STS). */
export const query: Protocol = {
  name: "query",
  read,
  write(row, output, requestId) {
    const result = `<${row.name}Result>${toXml(output, "member")}</${row.name}Result>`;
    const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
    const body = `<${row.name}Response xmlns="${namespaces[row.service]}">${result}${metadata}</${row.name}Response>`;
    return { status: row.status ?? 200, headers: headers(requestId), body };
  },
  refuse: (refusal, requestId) => ({
    status: refusal.status,
    headers: headers(requestId),
    body:
      `<ErrorResponse><Error><Type>${refusal.status < 500 ? "Sender" : "Receiver"}</Type><Code>${refusal.code}</Code>` +
      `<Message>${escapeXml(refusal.message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  }),
};

/** EC2's dialect of it. */
export const ec2: Protocol = {
  name: "ec2",
  read(request, operations) {
    const found = read(request, operations);
    if (!("unknown" in found)) return found;
    const { name } = readForm(request.body, request.query);
    return { unknown: `The action ${name} is not valid for this web service.` };
  },
  write: (row, output, requestId) => ({
    status: row.status ?? 200,
    headers: headers(requestId),
    body: `<${row.name}Response xmlns="${namespaces.ec2}"><requestId>${requestId}</requestId>${toXml(output, "item")}</${row.name}Response>`,
  }),
  refuse: (refusal, requestId) => ({
    status: refusal.status,
    headers: headers(requestId),
    body:
      `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors><Error><Code>${refusal.code}</Code>` +
      `<Message>${escapeXml(refusal.message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
  }),
};
