import type { ServerResponse } from "node:http";
import type { WireAnswer } from "./protocols/protocol";
import type { WireRequest } from "./sigv4";

/** Something that goes wrong between the caller and AWS, for tests. */
export interface Fault {
  kind: FaultKind;
  /** Only for calls whose target, action or path ends like this ("DescribeKey", "/sessions"); all when left out. */
  operation?: string;
  /** How many calls it spoils; all when left out. */
  times?: number;
}
export type FaultKind =
  | "timeout" // no answer, ever
  | "reset" // the connection is cut
  | "error-500"
  | "error-503"
  | "truncated" // half of the true answer, with the whole's length
  | "cut-body" // half of the true answer, as if it were whole
  | "html" // a captive proxy's page
  | "slow-drip"; // the true answer, a byte at a time

const instead: readonly FaultKind[] = ["timeout", "reset", "error-500", "error-503", "html"];

/** The fault that this call meets, counted down; `instead` when the call never reaches AWS. */
export function faultFor(
  faults: Fault[],
  request: WireRequest,
): { kind: FaultKind; instead: boolean } | undefined {
  const action = new URLSearchParams(request.body.toString("utf8")).get("Action");
  const called = request.headers["x-amz-target"] ?? action ?? request.path;
  const fault = faults.find(
    (candidate) =>
      (candidate.times === undefined || candidate.times > 0) &&
      (candidate.operation === undefined || called.endsWith(candidate.operation)),
  );
  if (!fault) return undefined;
  if (fault.times !== undefined) fault.times -= 1;
  return { kind: fault.kind, instead: instead.includes(fault.kind) };
}

/** Sends what the fault makes of the answer. */
export function spoil(
  fault: { kind: FaultKind },
  answer: WireAnswer | undefined,
  response: ServerResponse,
): void {
  const { status = 200, headers = {}, body = "" } = answer ?? {};
  switch (fault.kind) {
    case "timeout":
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "error-500":
    case "error-503":
      response.writeHead(Number(fault.kind.slice(-3)), { "content-type": "text/plain" }).end("");
      return;
    case "html":
      response
        .writeHead(200, { "content-type": "text/html" })
        .end("<!doctype html><title>Sign in to the network</title><p>Accept the terms to go on.");
      return;
    case "truncated":
      response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
      return;
    case "cut-body":
      response.writeHead(status, headers).end(body.slice(0, body.length / 2));
      return;
    case "slow-drip": {
      response.writeHead(status, headers);
      let at = 0;
      const timer = setInterval(() => {
        if (response.destroyed || at >= body.length) {
          clearInterval(timer);
          response.end();
        } else response.write(body[at++]);
      }, 200);
    }
  }
}
