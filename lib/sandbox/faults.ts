import type { ServerResponse } from "node:http";
import { answer, refuseAs } from "./dispatch";
import type { Surroundings } from "./operation";
import type { WireAnswer } from "./protocols/protocol";
import { clockComplaint, readAmzDate, type WireRequest } from "./sigv4";

/** Something that goes wrong between the caller and AWS, for tests. */
export interface Fault {
  kind: FaultKind;
  /** Only for calls whose target, action or path ends like this ("DescribeKey", "/sessions"); all when left out. */
  operation?: string | undefined;
  /** How many of those calls pass before it begins, as with a token that expires in mid-run; none when left out. */
  after?: number | undefined;
  /** How many calls it spoils; all when left out. */
  times?: number | undefined;
  /** For "truncated" and "cut-body": how much of the answer comes, from 0 to 1; half of it when left out. */
  share?: number | undefined;
  /** For "html": the status of the page; 200 when left out. */
  status?: number | undefined;
}
export const faultKinds = [
  "timeout", // no answer, ever
  "reset", // the connection is cut
  "error-500",
  "error-503",
  "throttled", // AWS's own refusal, in the form of the protocol
  "expired-token", // the same
  "clock-skew", // AWS's clock, and the Date header with it, is a quarter of an hour ahead
  "truncated", // a part of the true answer, with the whole's length
  "cut-body", // a part of the true answer, as if it were whole
  "html", // a captive proxy's page
  "slow-drip", // the true answer, a byte at a time
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What one call met, for tests. */
export interface CallMet {
  /** Its target, action or path. */
  called: string;
  /** The fault that spoiled its answer. */
  fault?: FaultKind | undefined;
}

const SKEW_MS = 15 * 60_000;

/** What a call asks for, as a fault's `operation` is compared with it: target, action or path. */
export function calledOf(request: WireRequest): string {
  const action = () => new URLSearchParams(request.body.toString("utf8")).get("Action");
  return request.headers["x-amz-target"] ?? action() ?? request.path;
}

/** The fault that this call meets, counted down. */
export function faultFor(faults: Fault[], called: string): Fault | undefined {
  for (const fault of faults) {
    if (fault.operation !== undefined && !called.endsWith(fault.operation)) continue;
    if (fault.times === 0) continue;
    if (fault.after) {
      fault.after -= 1;
      continue;
    }
    if (fault.times !== undefined) fault.times -= 1;
    return fault;
  }
  return undefined;
}

const later = (now: Date) => new Date(now.getTime() + SKEW_MS);

/** Whether the fault changes the answer: a caller that has set its clock by AWS's meets no skew any more. */
export function changes(fault: Fault, request: WireRequest, now: Date): boolean {
  if (fault.kind !== "clock-skew") return true;
  const requested = readAmzDate(request.headers["x-amz-date"]);
  return requested !== undefined && clockComplaint(requested, later(now)) !== undefined;
}

/** What AWS says under this fault; undefined when the call does not reach it. */
export function answerUnder(
  fault: Fault | undefined,
  request: WireRequest,
  surroundings: Surroundings,
): WireAnswer | undefined {
  switch (fault?.kind) {
    case "timeout":
    case "reset":
    case "error-500":
    case "error-503":
    case "html":
      return undefined;
    case "throttled":
      return refuseAs("throttled", request, surroundings);
    case "expired-token":
      return refuseAs("expired", request, surroundings);
    case "clock-skew": {
      const now = later(surroundings.now);
      const { headers, ...rest } = answer(request, { ...surroundings, now });
      return { ...rest, headers: { ...headers, date: now.toUTCString() } };
    }
    default:
      return answer(request, surroundings);
  }
}

/** Sends what the way back makes of the answer; false when it arrives as it is, and is still to be sent. */
export function spoil(fault: Fault, answered: WireAnswer | undefined, response: ServerResponse): boolean {
  const { status = 200, headers = {}, body = "" } = answered ?? {};
  // One character is always missing, or it would be no fault.
  const part = body.slice(0, Math.min(body.length - 1, Math.floor(body.length * (fault.share ?? 0.5))));
  switch (fault.kind) {
    case "timeout":
      return true;
    case "reset":
      response.socket?.resetAndDestroy();
      return true;
    case "error-500":
    case "error-503":
      response.writeHead(Number(fault.kind.slice(-3)), { "content-type": "text/plain" }).end("");
      return true;
    case "html":
      response
        .writeHead(fault.status ?? 200, { "content-type": "text/html", location: "/sign-in" })
        .end("<!doctype html><title>Sign in to the network</title><p>Accept the terms to go on.");
      return true;
    case "truncated":
      response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
      response.write(part, () => response.destroy());
      return true;
    case "cut-body":
      response.writeHead(status, headers).end(part);
      return true;
    case "slow-drip": {
      response.writeHead(status, headers);
      let at = 0;
      const timer = setInterval(() => {
        if (response.destroyed || at >= body.length) {
          clearInterval(timer);
          response.end();
        } else response.write(body[at++]);
      }, 200);
      return true;
    }
    default:
      return false;
  }
}
