import { bare } from "@/lib/bare";
import { decode } from "../sigv4";
import { parseJson } from "./json";
import type { Protocol } from "./protocol";

const headers = (requestId: string) => ({
  "content-type": "application/json",
  "x-amzn-requestid": requestId,
});

/** The values of `{name}` parts when the path fits the pattern. */
function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return undefined;
  const values = bare<string>();
  for (const [i, part] of wanted.entries()) {
    const value = given[i] ?? "";
    if (part.startsWith("{")) values[part.slice(1, -1)] = decode(value);
    else if (part !== value) return undefined;
  }
  return values;
}

/** rest-json (IAM Roles Anywhere): the operation is a method and a path. */
export const rest: Protocol = {
  name: "rest",
  read(request, operations) {
    for (const row of operations) {
      const [method, pattern = ""] = (row.route ?? "").split(" ");
      if (method !== request.method) continue;
      const values = matchPath(pattern, request.path);
      if (!values) continue;
      const body = parseJson(request.body);
      if (typeof body !== "object" || body === null) return { row, input: undefined };
      const fromQuery = bare<string | string[]>();
      for (const [name, value] of new URLSearchParams(request.query)) {
        const before = fromQuery[name];
        fromQuery[name] = before === undefined ? value : [before, value].flat();
      }
      return { row, input: { ...fromQuery, ...body, ...values } };
    }
    return { unknown: "" };
  },
  write: (row, output, requestId) => ({
    status: row.status ?? 200,
    headers: headers(requestId),
    body: JSON.stringify(output),
  }),
  refuse: (refusal, requestId) => ({
    status: refusal.status,
    headers: { ...headers(requestId), "x-amzn-errortype": refusal.code },
    body: JSON.stringify({ message: refusal.message }),
  }),
};
