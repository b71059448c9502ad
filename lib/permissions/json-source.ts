/**
 * A small JSON reader that remembers where each value stood, and that refuses what IAM refuses too: a key that stands
 * twice in one object. JSON.parse tells neither.
 */
export interface Position {
  line: number;
  column: number;
}

export type JsonSource =
  | {
      ok: true;
      value: unknown /** Where the value at this path ("/Statement/0/Action") begins. */;
      at(path: string): Position;
    }
  | { ok: false; position: Position; reason: string };

const MAX_DEPTH = 60;

class Fault {
  constructor(
    readonly offset: number,
    readonly reason: string,
  ) {}
}

/** Never throws: a text that is not JSON gives the place and the reason. Lines and columns count from 1. */
export function readJson(text: string): JsonSource {
  const reader = new Reader(text);
  try {
    const value = reader.document();
    return { ok: true, value, at: (path) => place(text, reader.offsets.get(path) ?? 0) };
  } catch (error) {
    if (error instanceof Fault)
      return { ok: false, position: place(text, error.offset), reason: error.reason };
    throw error;
  }
}

function place(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}

class Reader {
  readonly offsets = new Map<string, number>();
  private at = 0;

  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value("", 0);
    if (this.at < this.text.length)
      throw new Fault(this.at, `there is ${this.here()} after the end of the document`);
    return value;
  }

  private value(path: string, depth: number): unknown {
    this.blanks();
    if (depth > MAX_DEPTH) throw new Fault(this.at, `it is nested deeper than ${MAX_DEPTH} levels`);
    this.offsets.set(path, this.at);
    const value = this.bare(path, depth);
    this.blanks();
    return value;
  }

  private bare(path: string, depth: number): unknown {
    const char = this.text[this.at];
    if (char === "{") return this.object(path, depth);
    if (char === "[") return this.array(path, depth);
    if (char === '"') return this.string();
    const word = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?)/.exec(
      this.text.slice(this.at, this.at + 400),
    );
    if (word === null) throw new Fault(this.at, `a value is expected here, not ${this.here()}`);
    this.at += word[0].length;
    return JSON.parse(word[0]);
  }

  private object(path: string, depth: number): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    this.at++;
    this.blanks();
    while (this.text[this.at] !== "}" || entries.size > 0) {
      this.blanks();
      const start = this.at;
      if (this.text[start] !== '"')
        throw new Fault(start, `a name in double quotes is expected here, not ${this.here()}`);
      const key = this.string();
      if (entries.has(key)) throw new Fault(start, `the name "${key}" stands twice in the same object`);
      this.blanks();
      if (this.text[this.at] !== ":")
        throw new Fault(this.at, `a colon is expected after "${key}", not ${this.here()}`);
      this.at++;
      entries.set(key, this.value(`${path}/${key}`, depth + 1));
      if (this.text[this.at] === "}") break;
      this.comma("}");
    }
    this.at++;
    // Own properties only, "__proto__" too.
    return Object.fromEntries(entries);
  }

  private array(path: string, depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    this.blanks();
    while (this.text[this.at] !== "]" || items.length > 0) {
      items.push(this.value(`${path}/${items.length}`, depth + 1));
      if (this.text[this.at] === "]") break;
      this.comma("]");
    }
    this.at++;
    return items;
  }

  private comma(end: string) {
    if (this.text[this.at] !== ",")
      throw new Fault(this.at, `a comma or ${end} is expected here, not ${this.here()}`);
    const comma = this.at;
    this.at++;
    this.blanks();
    if (this.text[this.at] === end)
      throw new Fault(comma, `a comma stands before ${end}, where nothing follows`);
  }

  private string(): string {
    const start = this.at;
    let end = start + 1;
    while (this.text[end] !== '"') {
      const char = this.text[end];
      if (char === undefined) throw new Fault(start, "a text begins here and its closing quote is missing");
      if (char < " ") throw new Fault(end, "a text holds a line break or another control character");
      end += char === "\\" ? 2 : 1;
    }
    try {
      const value: unknown = JSON.parse(this.text.slice(start, end + 1));
      this.at = end + 1;
      return String(value);
    } catch {
      throw new Fault(start, "a text holds an escape that JSON does not have");
    }
  }

  private blanks() {
    while (/[\s\uFEFF]/.test(this.text[this.at] ?? "")) this.at++;
  }

  private here(): string {
    const char = this.text[this.at];
    return char === undefined ? "the end of the text" : `"${char}"`;
  }
}
