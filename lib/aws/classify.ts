import type { AwsFailure, FailureKind } from "@/lib/checks";
import { given } from "@/lib/given";
import { kindOfErrorName, kindOfNetworkCode } from "./error-names";
import { type Exchange, looksLikeHtml, TransportError } from "./exchange";

export interface ClassifyContext {
  world: "aws" | "sandbox";
  protocol: "json" | "xml";
  exchange: Exchange;
  /** Which clock ended the call, when one of ours did. */
  ended?: "timeout" | "stopped" | undefined;
}

/** The sentence of a signature that AWS judged too old or too new; the third time in it is AWS's own. */
const SKEWED =
  /signature (?:expired|not yet current)|request timestamp .{0,300}?(?:too|skew)|is now (?:earlier|later) than/i;

/** AWS takes a signature that is up to five minutes off. */
const TOLERANCE_MS = 5 * 60_000;

/**
 * What went wrong, from the wire and the SDK's error: the one place that turns AWS's and the network's errors into
 * our words. Name first, sentence second, status last. Never an answer that stands for "allowed" or "denied" unless
 * AWS itself said so.
 */
export function classify(error: unknown, context: ClassifyContext): AwsFailure {
  if (context.ended === "stopped") return failure("stopped", "Stopped", "The call was stopped.");
  if (context.ended === "timeout")
    return failure("timeout", "Timeout", "No answer came within the time limit.");
  if (error instanceof TransportError)
    return {
      ...failure(kindOfTransport(error, context.exchange), error.code, error.message),
      ...facts(context.exchange),
    };
  return context.exchange.status === undefined
    ? classifyNetwork(error)
    : classifyAnswer(error, context, context.exchange.status);
}

function kindOfTransport(error: TransportError, exchange: Exchange): FailureKind {
  if (error.code === "ProxyRefused") return "intercepted";
  return error.code === "UnreadableAnswer" && looksLikeHtml(exchange.text ?? "", exchange.headers)
    ? "intercepted"
    : "unrecognised";
}

/** No answer at all: Node's code, wherever in the chain of causes it stands. */
function classifyNetwork(error: unknown): AwsFailure {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = (at as { code?: unknown | undefined }).code;
    for (const word of [typeof code === "string" ? code : "", at.name]) {
      const kind = kindOfNetworkCode(word);
      if (kind) return failure(kind, word, at.message);
    }
    if (/CONNECT response|proxy/i.test(at.message)) return failure("intercepted", "ProxyRefused", at.message);
    // An AggregateError (several addresses tried) holds its reasons beside the chain, not in it.
    const inner: unknown = (at as { errors?: unknown[] | undefined }).errors?.[0];
    if (inner instanceof Error) return classifyNetwork(inner);
  }
  return error instanceof Error
    ? failure("unrecognised", error.name, error.message)
    : failure("unrecognised", "UnknownError", String(error));
}

function classifyAnswer(error: unknown, context: ClassifyContext, status: number): AwsFailure {
  const { exchange } = context;
  const text = exchange.text ?? "";
  const said = whatAwsSaid(exchange);
  const known = facts(exchange);
  if (status >= 300 && status < 400)
    return {
      ...failure("intercepted", `Redirect${status}`, "A redirect, which AWS does not send here."),
      ...known,
    };
  if (status === 407 || looksLikeHtml(text, exchange.headers))
    return { ...failure("intercepted", `Http${status}`, firstWords(text)), ...known };
  if (said.name === "") {
    const kind: FailureKind =
      status >= 500 ? "service" : hasRequestId(exchange) ? "unrecognised" : "intercepted";
    const words = text.trim() === "" && error instanceof Error ? error.message : firstWords(text);
    return { ...failure(kind, `Http${status}`, words), ...known };
  }
  // AWS numbers its answers. A 401 or 403 without a number is a proxy's or a firewall's, whatever it says.
  if (context.world === "aws" && (status === 401 || status === 403) && !hasRequestId(exchange))
    return { ...failure("intercepted", said.name, said.message), ...known };
  const kind = isOffInTime(said, known.answeredAt)
    ? "clock-skew"
    : kindOfAnswer(said, status, context.protocol);
  return { ...failure(kind, said.name, said.message), ...known };
}

/** EC2 has one name for a dead token and for a wrong clock; the time of its answer tells them apart. */
function isOffInTime(said: Said, answeredAt: Date | undefined): boolean {
  if (said.name !== "RequestExpired" || answeredAt === undefined) return false;
  return Math.abs(answeredAt.getTime() - Date.now()) > TOLERANCE_MS;
}

function kindOfAnswer(said: Said, status: number, protocol: "json" | "xml"): FailureKind {
  if (SKEWED.test(said.message)) return "clock-skew";
  // moto answers a JSON call that it denies with 403 and an XML body; AWS never does. Read so narrowly that no other
  // XML body on a JSON protocol can pass for a denial.
  if (protocol === "json" && said.form === "xml")
    return status === 403 && said.name === "AccessDenied"
      ? "denied"
      : (kindOfErrorName(said.name) ?? "unrecognised") === "denied"
        ? "unrecognised"
        : (kindOfErrorName(said.name) ?? "unrecognised");
  const kind = kindOfErrorName(said.name);
  if (kind) return kind;
  return status >= 500 ? "service" : "answer";
}

interface Said {
  name: string;
  message: string;
  form: "json" | "xml" | "none";
}

/** The error's name and sentence, from where each protocol puts them: header, `__type`, or <Code>. */
function whatAwsSaid({ headers, text = "" }: Exchange): Said {
  const header = headers?.["x-amzn-errortype"] ?? "";
  const trimmed = text.trim();
  if (trimmed.startsWith("<")) {
    // A denial that was cut off may have lost the sentence that takes it back: "because …", another action's name.
    if (!isWhole(trimmed)) return { name: "", message: "", form: "none" };
    const name = tag(trimmed, "Code") ?? bareName(header);
    return { name, message: tag(trimmed, "Message") ?? "", form: "xml" };
  }
  try {
    const body: unknown = trimmed === "" ? {} : JSON.parse(trimmed);
    if (typeof body !== "object" || body === null) return { name: "", message: "", form: "none" };
    const field = (name: string) => {
      const value = (body as Record<string, unknown>)[name];
      return typeof value === "string" ? value : "";
    };
    const name = bareName(header || field("__type") || field("code") || field("Code"));
    return { name, message: field("message") || field("Message"), form: "json" };
  } catch {
    return { name: "", message: "", form: "none" };
  }
}

function isWhole(xml: string): boolean {
  const root = /^(?:<\?xml[^>]*\?>\s*)?<([\w:.-]+)/.exec(xml)?.[1];
  return root !== undefined && xml.endsWith(`</${root}>`);
}

/** "com.amazonaws.kms#NotFoundException:http://..." → "NotFoundException" */
function bareName(text: string): string {
  return (text.split(":")[0] ?? "").split("#").at(-1)?.trim() ?? "";
}

function tag(xml: string, name: string): string | undefined {
  return textOfTag(xml, name)
    ?.replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&")
    .trim();
}

/** What stands between `<name>` and `</name>` where no other tag is in it. */
function textOfTag(xml: string, name: string): string | undefined {
  const [opens, closes] = [`<${name}>`, `</${name}>`];
  for (let at = xml.indexOf(opens); at >= 0; ) {
    const from = at + opens.length;
    const end = xml.indexOf("<", from);
    if (end < 0) return undefined;
    if (xml.startsWith(closes, end)) return xml.slice(from, end);
    at = xml.indexOf(opens, end);
  }
  return undefined;
}

function requestIdOf({ headers, text = "" }: Exchange): string | undefined {
  return (
    headers?.["x-amzn-requestid"] ??
    headers?.["x-amz-request-id"] ??
    tag(text, "RequestId") ??
    tag(text, "RequestID")
  );
}

function hasRequestId(exchange: Exchange): boolean {
  return requestIdOf(exchange) !== undefined;
}

function facts(exchange: Exchange): Partial<AwsFailure> {
  const requestId = requestIdOf(exchange);
  const answeredAt = Date.parse(exchange.headers?.date ?? "");
  return {
    ...given({ httpStatus: exchange.status, requestId }),
    ...(Number.isNaN(answeredAt) ? {} : { answeredAt: new Date(answeredAt) }),
  };
}

function failure(kind: FailureKind, code: string, message: string): AwsFailure {
  return { kind, code, message: message.slice(0, 2000) };
}

function firstWords(text: string): string {
  return text
    .slice(0, 20_000)
    .replace(/<[^<>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 300);
}
