import { escapeUnseen } from "./unseen";

/**
 * The only place where values meet HCL (Terraform). In quoted text, `${` and `%{` begin templates and are doubled.
 * https://developer.hashicorp.com/terraform/language/expressions/strings
 */

/** Whether Terraform can hold the text: it knows no half characters, and composes what is written decomposed (NFC). */
export function canBeHcl(text: string): boolean {
  return text.isWellFormed() && text === text.normalize("NFC");
}

/**
 * The text as a quoted string, which Terraform reads as this text and nothing else.
 * @throws RangeError where {@link canBeHcl} says no; a plan holds no such text
 */
export function hclString(text: string): string {
  if (!canBeHcl(text))
    throw new RangeError("A text that is not in Unicode's normal form cannot stand in HCL.");
  const marked = text
    .replace(/[\\"]/g, (mark) => `\\${mark}`)
    // A function, since "$$" in a replacement string means one "$".
    .replace(/[$%]\{/g, (open) => `${open.charAt(0)}${open}`);
  const escaped = escapeUnseen(marked, (code) => {
    const short = shortEscapes.get(code);
    if (short !== undefined) return short;
    return code > 0xffff
      ? `\\U${code.toString(16).padStart(8, "0")}`
      : `\\u${code.toString(16).padStart(4, "0")}`;
  });
  return `"${escaped}"`;
}

const shortEscapes = new Map([
  [0x09, "\\t"],
  [0x0a, "\\n"],
  [0x0d, "\\r"],
]);

/** An expression that is written as it is: `file(var.private_key_file)`. */
export class HclExpression {
  constructor(readonly text: string) {}
}

/** A line of its own before the next attribute. */
export class HclComment {
  constructor(readonly text: string) {}
}

export type HclValue = string | boolean | HclExpression | readonly HclValue[] | HclObject;
export type HclEntry = readonly [name: string, value: HclValue] | HclComment;

export class HclObject {
  constructor(readonly entries: readonly HclEntry[]) {}
}

export function hclObject(...entries: readonly HclEntry[]): HclObject {
  return new HclObject(entries);
}

/** A value as `terraform fmt` would write it. */
export function hclValue(value: HclValue, indent = 0): string {
  if (typeof value === "string") return hclString(value);
  if (typeof value === "boolean") return String(value);
  if (value instanceof HclExpression) return value.text;
  if (value instanceof HclObject) return `{\n${hclBody(value.entries, indent + 1)}${pad(indent)}}`;
  return hclList(value, indent);
}

function hclList(value: readonly HclValue[], indent: number): string {
  const items = value.map((item) => hclValue(item, indent + 1));
  const line = `[${items.join(", ")}]`;
  if (items.length <= 1 && !line.includes("\n")) return line;
  return `[\n${items.map((item) => `${pad(indent + 1)}${item},\n`).join("")}${pad(indent)}]`;
}

/** The attributes of a block or object, equals signs aligned within each run of single lines. */
export function hclBody(entries: readonly HclEntry[], indent: number): string {
  let text = "";
  let run: [string, string][] = [];
  const flush = () => {
    const width = Math.max(0, ...run.map(([name]) => name.length));
    for (const [name, value] of run) text += `${pad(indent)}${name.padEnd(width)} = ${value}\n`;
    run = [];
  };
  for (const entry of entries) {
    if (entry instanceof HclComment) {
      flush();
      text += entry.text
        .split(/[\p{Cc}\u2028\u2029]+/u)
        .map((line) => `${pad(indent)}# ${line}\n`)
        .join("");
      continue;
    }
    const [name, raw] = entry;
    if (!NAME.test(name)) throw new RangeError(`${name} cannot stand as a name in HCL.`);
    const value = hclValue(raw, indent);
    if (value.includes("\n")) {
      flush();
      text += `${pad(indent)}${name} = ${value}\n`;
    } else run.push([name, value]);
  }
  flush();
  return text;
}

/** An identifier, or a foreign name that went through {@link hclString}. */
const NAME = /^([A-Za-z_][\w-]*|"([^"\\\n]|\\.)*")$/;

const pad = (indent: number) => "  ".repeat(indent);
