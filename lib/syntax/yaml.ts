import { escapeUnseen } from "./unseen";

/**
 * The only place where values meet YAML. Every value is a double-quoted scalar, so that "no", "1e3" and "*" stay texts.
 * Readers differ in what they take for a line break or for printable (YAML 1.1 folds U+0085 and U+2028 inside quotes,
 * and refuses DEL): all that is not seen stands as an escape.
 * https://yaml.org/spec/1.2.2/#57-escaped-characters
 */

/** Whether YAML can hold the text: its texts are Unicode, in which a lone surrogate has no place. */
export function canBeYaml(text: string): boolean {
  return text.isWellFormed();
}

/** @throws RangeError where {@link canBeYaml} says no */
export function yamlScalar(text: string): string {
  if (!canBeYaml(text)) throw new RangeError("A text with half a character cannot stand in YAML.");
  // JSON's escapes are YAML's too.
  return escapeUnseen(JSON.stringify(text), (code) =>
    code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`,
  );
}

/** A key of a block mapping. YAML reads no more than 1,024 characters for a key on one line. */
export function yamlKey(text: string): string {
  const scalar = yamlScalar(text);
  if (scalar.length > 1000) throw new RangeError("A text of this length cannot be a key in YAML.");
  return scalar;
}

type Scalar = string | number | boolean;

/** A scalar, or a list of them, on one line. */
export function yamlFlow(value: Scalar | readonly Scalar[]): string {
  if (Array.isArray(value)) return `[${value.map((item) => yamlFlow(item)).join(", ")}]`;
  return typeof value === "string" ? yamlScalar(value) : String(value);
}
