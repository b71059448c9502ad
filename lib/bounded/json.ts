import { createScanner } from "jsonc-parser";
import { type JsonPath, type Place, type Position, partOf, placesIn } from "./positions";
import { shortened } from "./text";

export type JsonSource =
  | {
      ok: true;
      value: unknown;
      /** Where the value at this path (`["Statement", 0, "Action"]`) begins; its parent's place where it is not there. */
      at(path: JsonPath): Position;
    }
  | { ok: false; position: Position; reason: string };

const MAX_DEPTH = 60;

/** An object or list whose end has not come yet. */
interface Open {
  place: Place;
  end: "}" | "]";
  members: Map<string, unknown>;
  items: unknown[];
  /** The name whose value comes next. */
  name?: string | undefined;
}

class Fault {
  constructor(
    readonly offset: number,
    readonly reason: string,
  ) {}
}

/**
 * Reads JSON as IAM does: strictly, with the place of each value, and refusing a name that stands twice in an object
 * (JSON.parse keeps the last). The scanner is jsonc-parser's; what it lets pass for editors (comments) is refused here.
 * One look at each character and no recursion. Never throws. A byte order mark may stand at the very beginning.
 */
export function readJson(input: string): JsonSource {
  const skipped = input.startsWith("\uFEFF") ? 1 : 0;
  const text = input.slice(skipped);
  const position = placesIn(text, skipped);
  try {
    const { value, place } = new Reader(text).document();
    return {
      ok: true,
      value,
      at(path) {
        let found = place;
        for (const part of path) found = partOf(found, part) ?? found;
        return position(found.offset);
      },
    };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, position: position(error.offset), reason: error.reason };
    throw error;
  }
}

class Reader {
  private readonly scanner;
  private offset = 0;
  /** The first character of the token; empty at the end of the text. */
  private sign = "";
  private readonly open: Open[] = [];

  constructor(private readonly text: string) {
    this.scanner = createScanner(text, false);
  }

  document(): { value: unknown; place: Place } {
    const place: Place = { offset: 0 };
    this.next();
    let read = this.value(place);
    // One turn for each value that is whole: a list or object that it ends may be the next.
    for (let parent = this.open.at(-1); parent !== undefined; parent = this.open.at(-1)) {
      if (read !== undefined) this.put(parent, read.value);
      if (this.sign === parent.end) {
        this.next();
        this.open.pop();
        read = { value: parent.end === "]" ? parent.items : Object.fromEntries(parent.members) };
      } else {
        if (read !== undefined) this.comma(parent.end);
        read = this.value(this.placeIn(parent));
      }
    }
    if (this.sign !== "")
      throw new Fault(this.offset, `there is ${this.here()} after the end of the document`);
    return { value: read?.value, place };
  }

  private put({ end, items, members, name }: Open, value: unknown) {
    if (end === "]") items.push(value);
    else members.set(name ?? "", value);
  }

  /** Where the next value of a list or object goes; reads its name. */
  private placeIn(parent: Open): Place {
    const place: Place = { offset: this.offset };
    if (parent.end === "}") {
      if (this.sign !== '"')
        throw new Fault(this.offset, `a name in double quotes is expected here, not ${this.here()}`);
      const start = this.offset;
      const name = this.string();
      const shown = shortened(name, 80);
      if (parent.members.has(name))
        throw new Fault(start, `the name "${shown}" appears twice in the same object`);
      if (!this.stands(":"))
        throw new Fault(this.offset, `a colon is expected after "${shown}", not ${this.here()}`);
      this.next();
      parent.name = name;
    }
    const { parts } = parent.place;
    if (Array.isArray(parts)) parts.push(place);
    else parts?.set(parent.name ?? "", place);
    return place;
  }

  /** A value that is whole, or undefined where a list or object begins. */
  private value(place: Place): { value: unknown } | undefined {
    place.offset = this.offset;
    if (this.sign === "{" || this.sign === "[") {
      if (this.open.length >= MAX_DEPTH)
        throw new Fault(this.offset, `it is nested deeper than ${MAX_DEPTH} levels`);
      const list = this.sign === "[";
      place.parts = list ? [] : new Map();
      this.open.push({ place, end: list ? "]" : "}", members: new Map(), items: [] });
      this.next();
      return undefined;
    }
    if (this.sign === '"') return { value: this.string() };
    const word = this.text.slice(this.offset, this.offset + this.scanner.getTokenLength());
    if (!/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word))
      throw new Fault(this.offset, `a value is expected here, not ${this.here()}`);
    this.next();
    return { value: JSON.parse(word) };
  }

  private stands(sign: string): boolean {
    return this.sign === sign;
  }

  private comma(end: string) {
    if (this.sign !== ",")
      throw new Fault(this.offset, `a comma or ${end} is expected here, not ${this.here()}`);
    const comma = this.offset;
    this.next();
    if (this.sign === end) throw new Fault(comma, `there is a comma before ${end}, where nothing follows`);
  }

  private string(): string {
    const start = this.offset;
    const end = start + this.scanner.getTokenLength();
    const raw = this.text.slice(start, end);
    if (this.scanner.getTokenError() !== 0) {
      const control = controlIn(raw) ?? (isControl(this.text[end]) ? raw.length : undefined);
      if (control !== undefined)
        throw new Fault(start + control, "a text holds a line break or another control character");
      throw new Fault(
        start,
        // ScanError.UnexpectedEndOfString
        this.scanner.getTokenError() === 2
          ? "a text begins here and its closing quote is missing"
          : "a text holds an escape that JSON does not have",
      );
    }
    const value = this.scanner.getTokenValue();
    this.next();
    return value;
  }

  /** Goes to the next token over JSON's four blanks; every other blank is no token, and refused as what it is. */
  private next() {
    // The scanner would put a run of blanks together letter by letter.
    let at = this.scanner.getPosition();
    while (isBlank(this.text.charCodeAt(at))) at += 1;
    this.scanner.setPosition(at);
    this.scanner.scan();
    this.offset = at;
    this.sign = this.text[at] ?? "";
  }

  private here(): string {
    const point = this.text.codePointAt(this.offset);
    if (point === undefined) return "the end of the text";
    const char = String.fromCodePoint(point);
    // What cannot be seen is named by its number.
    return /[\p{C}\p{Z}]/u.test(char)
      ? `the character U+${point.toString(16).toUpperCase().padStart(4, "0")}`
      : `"${char}"`;
  }
}

function controlIn(text: string): number | undefined {
  for (let at = 0; at < text.length; at += 1) if (isControl(text[at])) return at;
  return undefined;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function isControl(char: string | undefined): boolean {
  return char !== undefined && char < " ";
}
