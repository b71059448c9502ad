import type { Protocol } from "./protocol";

const headers = (requestId: string) => ({
  "content-type": "application/x-amz-json-1.1",
  "x-amzn-requestid": requestId,
});

/** AWS JSON 1.1 (KMS, CloudWatch Logs, CloudHSM v2): the operation stands in X-Amz-Target. */
export const json: Protocol = {
  name: "json",
  read(request, operations) {
    const name = (request.headers["x-amz-target"] ?? "").split(".").pop() ?? "";
    const row = operations.find((candidate) => candidate.name === name);
    if (!row) return { unknown: "" };
    return { row, input: parseJson(request.body) };
  },
  write: (row, output, requestId) => ({
    status: row.status ?? 200,
    headers: headers(requestId),
    // Times are seconds since 1970 in this protocol.
    body: JSON.stringify(output, function (this: Record<string, unknown>, key, value) {
      const original = this[key];
      return original instanceof Date ? original.getTime() / 1000 : value;
    }),
  }),
  refuse: (refusal, requestId) => ({
    status: refusal.status,
    headers: headers(requestId),
    body: JSON.stringify({ __type: refusal.code, ...(refusal.message ? { message: refusal.message } : {}) }),
  }),
};

/** The body's object; anything that is none is `undefined`, which no shape accepts. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
