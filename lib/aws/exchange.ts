/** What came back on the wire for one call, kept beside the SDK's own reading of it. */
export interface Exchange {
  status?: number | undefined;
  /** Lower-case names. */
  headers?: Record<string, string> | undefined;
  /** The body as text; long ones are cut for reading, never for the SDK. */
  text?: string | undefined;
}

/** What the transport itself refuses; `code` is what the classifier reads. */
export class TransportError extends Error {
  constructor(
    readonly code: "HostRefused" | "AnswerTooLarge" | "UnreadableAnswer" | "ProxyRefused",
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}

/**
 * True for a body that a web page, not an API, would send. The body decides; its declared type only where the body
 * is neither JSON nor XML (moto declares everything text/html).
 */
export function looksLikeHtml(text: string, headers: Record<string, string> = {}): boolean {
  if (/^<(?:!doctype html|html|head|body)\b/i.test(behindComments(text))) return true;
  return /text\/html/i.test(headers["content-type"] ?? "") && !/^\s*(\{|<\?xml|<\w*Response\b|$)/.test(text);
}

/** The text without the blanks and comments that it begins with. */
function behindComments(text: string): string {
  let at = text.search(/\S/);
  while (at >= 0 && text.startsWith("<!--", at)) {
    const end = text.indexOf("-->", at);
    if (end < 0) return "";
    at = end + 3;
    while (/^\s$/.test(text[at] ?? "")) at += 1;
  }
  return at < 0 ? "" : text.slice(at, at + 40);
}

/**
 * Whether a 2xx body is whole and of the service's protocol. The XML parser of the SDK takes a cut-off document, or a
 * proxy's page, for an empty answer, and an empty answer to a list call would read as "allowed".
 * @returns what is wrong with it, or undefined
 */
export function unreadable(
  exchange: Exchange,
  protocol: "json" | "xml",
  operation: string,
): string | undefined {
  const text = (exchange.text ?? "").trim();
  if (looksLikeHtml(text, exchange.headers)) return "The answer is a web page.";
  if (protocol === "xml") {
    const root = text.startsWith("<?xml") ? text.slice(text.indexOf(">") + 1).trimStart() : text;
    const opens = `<${operation}Response`;
    if (!root.startsWith(opens) || !/^[\s>]/.test(root.slice(opens.length, opens.length + 1)))
      return `The answer is not a ${operation}Response document.`;
    return text.endsWith(`</${operation}Response>`) ? undefined : "The answer was cut off.";
  }
  // KMS answers operations that return nothing with an empty body.
  if (text === "") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? undefined : "The answer is not a JSON object.";
  } catch {
    return "The answer is not whole JSON.";
  }
}
