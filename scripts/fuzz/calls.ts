import { junkBody } from "./bodies";
import { HEADERS, HOSTS, METHODS, ODD_PATHS, STATE_TREES } from "./odd";
import type { Random } from "./random";

/** What the generator knows of the server that it calls. */
export interface Ground {
  host: string;
  origin: string;
  cookie: string;
  /** Ids of the server's real actions. */
  actions: readonly string[];
  /** Pages, some of them of a plan that the cookie opens. */
  pages: readonly string[];
  /** Scripts, pictures and routes that are no pages. */
  files: readonly string[];
  planId: string;
  /** What names the action in a request; Next's unless told. */
  actionHeader?: string;
  /** On every call beside Host and Cookie. */
  headers?: readonly [string, string][];
}

export interface Call {
  label: string;
  pieces: Buffer[];
  /** Ends before it is complete, on purpose. */
  cut: boolean;
}

interface Draft {
  method: string;
  target: string;
  version: string;
  headers: [string, string][];
  body: Buffer;
  /** How the body is framed. */
  framing: "length" | "chunked" | "none" | "wrong-length" | "broken-chunks";
  label: string[];
}

/** One call: a request that the wizard could get from its own pages, spoiled in one to four ways or not at all. */
export function makeCall(random: Random, ground: Ground): Call {
  const draft = start(random, ground);
  const times = random.pick([0, 0, 1, 1, 1, 1, 2, 3]);
  for (let time = 0; time < times; time += 1) spoil(draft, random);
  return write(draft, random);
}

function start(random: Random, ground: Ground): Draft {
  const headers: [string, string][] = [
    ["Host", ground.host],
    ["Connection", "close"],
    ["Cookie", ground.cookie],
    ...(ground.headers ?? []),
  ];
  const draft: Draft = {
    method: "GET",
    target: random.pick(ground.pages),
    version: "HTTP/1.1",
    headers,
    body: Buffer.alloc(0),
    framing: "none",
    label: [],
  };
  const kind = random.below(10);
  if (kind < 2) draft.target = random.pick(ground.files);
  else if (kind < 4) headers.push(["RSC", "1"], ["Next-Router-State-Tree", random.pick(STATE_TREES)]);
  else if (kind < 9) {
    draft.method = "POST";
    draft.framing = random.pick(["length", "length", "length", "chunked"]);
    draft.body = junkBody(random, ground.planId);
    headers.push(
      ["Origin", ground.origin],
      [ground.actionHeader ?? "Next-Action", random.pick(ground.actions)],
      ["Content-Type", "text/plain;charset=UTF-8"],
    );
  }
  return draft;
}

/** Spoils one thing of a request. */
const spoilers: ((draft: Draft, random: Random) => string)[] = [
  (draft, random) => {
    draft.method = random.pick(METHODS);
    return "method";
  },
  (draft, random) => {
    draft.target = random.pick(ODD_PATHS);
    return "path";
  },
  (draft, random) => {
    const at = random.below(draft.target.length + 1);
    const odd = random.pick([
      "%",
      "%00",
      "%ff",
      "\\",
      "//",
      "/..",
      "?",
      "\u0000",
      "é",
      " ",
      "%2f",
      "<",
      "\t",
    ]);
    draft.target = draft.target.slice(0, at) + odd + draft.target.slice(at);
    return "character in the path";
  },
  header,
  header,
  header,
  (draft, random) => {
    const host = draft.headers.find(([name]) => name === "Host");
    if (host) host[1] = random.pick(HOSTS);
    return "host";
  },
  (draft, random) => {
    const [name, value] = random.pick(draft.headers);
    draft.headers.push([name, random.chance(2) ? value : "x"]);
    return `second ${name}`;
  },
  (draft, random) => {
    draft.headers.splice(random.below(draft.headers.length), 1);
    return "header left out";
  },
  (draft, random) => {
    const count = random.pick([50, 150, 900]);
    for (let at = 0; at < count; at += 1)
      draft.headers.push([`X-Flood-${at}`, "y".repeat(random.pick([1, 20]))]);
    return "header flood";
  },
  (draft, random) => {
    draft.headers.push(["X-Odd", random.pick(["\u0000", "a\rb", "é\u0080", "a\nb: c", " ".repeat(500)])]);
    return "header bytes";
  },
  (draft, random) => {
    draft.version = random.pick([
      "HTTP/1.0",
      "HTTP/0.9",
      "HTTP/2.0",
      "HTTP/9.9",
      "HTTX/1.1",
      "",
      "HTTP/1.1 x",
    ]);
    return "version";
  },
  (draft, random) => {
    draft.framing = random.pick(["length", "chunked", "none", "wrong-length", "broken-chunks"]);
    return `framing ${draft.framing}`;
  },
  (draft, random) => {
    draft.body = random.pick([
      random.bytes(200),
      Buffer.alloc(0),
      Buffer.from("x".repeat(20_000)),
      Buffer.from("["),
      Buffer.from('--x\r\nContent-Disposition: form-data; name="0"\r\n\r\n[]\r\n--x--\r\n'),
      Buffer.from('--x\r\nContent-Disposition: form-data; name="1_$ACTION_ID_x"\r\n\r\n\r\n--x'),
    ]);
    return "body";
  },
  (draft, random) => {
    if (!random.chance(6)) return "";
    draft.body = Buffer.alloc(random.pick([1_000_001, 1_200_000]), "x");
    return "large body";
  },
  (draft) => {
    if (draft.body.length > 3) draft.body.writeUInt8(0xff, draft.body.length >> 1);
    return "byte in the body";
  },
];

function header(draft: Draft, random: Random): string {
  const name = random.pick(Object.keys(HEADERS));
  const value = random.pick(HEADERS[name] ?? [""]);
  const there = draft.headers.find(([other]) => other.toLowerCase() === name);
  if (there) there[1] = value;
  else draft.headers.push([name, value]);
  return `${name}: ${value.slice(0, 60)}`;
}

function spoil(draft: Draft, random: Random): void {
  draft.label.push(random.pick(spoilers)(draft, random));
}

function write(draft: Draft, random: Random): Call {
  const { body, framing } = draft;
  const lines = [`${draft.method} ${draft.target} ${draft.version}`.trimEnd()];
  lines.push(...draft.headers.map(([name, value]) => `${name}: ${value}`));
  const size = framing === "wrong-length" ? body.length + 50 : body.length;
  if (framing === "length" || framing === "wrong-length") lines.push(`Content-Length: ${size}`);
  if (framing === "chunked" || framing === "broken-chunks") lines.push("Transfer-Encoding: chunked");
  const pieces: Buffer[] = [
    Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, random.chance(2) ? "utf8" : "latin1"),
  ];
  if (framing === "length" || framing === "wrong-length") pieces.push(body);
  if (framing === "chunked") {
    for (let at = 0; at < body.length; at += 65_536) {
      const part = body.subarray(at, at + 65_536);
      pieces.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n"));
    }
    pieces.push(Buffer.from("0\r\n\r\n"));
  }
  if (framing === "broken-chunks") pieces.push(Buffer.from("zz\r\n"), body);
  return {
    label: `${draft.method} ${draft.target.slice(0, 80)} [${draft.label.filter(Boolean).join("; ")}] ${framing} ${body.toString("latin1", 0, 100)}`,
    pieces,
    cut:
      framing === "wrong-length" ||
      // Whoever asks for a tunnel may be left without a word.
      draft.method === "CONNECT" ||
      !draft.headers.some(([name, value]) => name === "Connection" && value === "close"),
  };
}
