import { createContext, Script } from "node:vm";
import { type AST, RegExpParser } from "@eslint-community/regexpp";

/**
 * Tries an expression on texts that are made to keep it busy: every part of it, written out and repeated many times,
 * behind each beginning that it could have. Finds what an analysis of single characters cannot (`(ab)*(ab)*c`).
 * The engine is the real one, stopped from outside, so that an exponential expression ends too.
 * @returns the text that held it, as people write it ('"ab" many times'), or undefined
 */
export function attack(source: string, flags: string): string | undefined {
  // Without something that repeats as often as it likes, there is nothing to keep busy.
  if (!/[*+]|,\}/.test(source)) return undefined;
  const { parts, whole } = samplesOf(source, flags);
  const beginnings = ["", ...whole.slice(0, 3)];
  for (const part of parts)
    for (const [beginning, ending] of beginnings.flatMap((one) => ENDINGS.map((end) => [one, end] as const)))
      for (const length of LENGTHS) {
        const text = beginning + part.repeat(Math.ceil(length / part.length)) + ending;
        if (isSlow(source, flags, text) && isSlow(source, flags, longer(beginning, part, ending)))
          return `${JSON.stringify(part)} many times${beginning === "" ? "" : ` behind ${JSON.stringify(beginning)}`}`;
      }
  return undefined;
}

/** Short first, for what grows exponentially. */
const LENGTHS = [60, 40_000];
/** A linear expression needs less than a millisecond for these; on a busy machine it may take longer once. */
const SUSPECT_MS = 8;
/** What is only suspected is tried on a text that a linear expression reads in some milliseconds. */
const LONG = 400_000;
const SLOW_MS = 400;
/** What few expressions end in, so that a match that began must be given up. */
const ENDINGS = ["\u0001\n\u0001", "/", " "];

const context = createContext({ text: "", source: "", flags: "" });
const run = new Script(`text.replace(new RegExp(source, flags.includes("g") ? flags : flags + "g"), "")`);

const longer = (beginning: string, part: string, ending: string) =>
  beginning + part.repeat(Math.ceil(LONG / part.length)) + ending;

function isSlow(source: string, flags: string, text: string): boolean {
  const timeout = text.length > LONG ? SLOW_MS : SUSPECT_MS;
  Object.assign(context, { text, source, flags: flags.replace("y", "") });
  try {
    run.runInContext(context, { timeout });
    return false;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return true;
    throw error;
  }
}

const MOST = 8;

/** Texts that parts of the expression match (`parts`), and what stands before each of them (`whole`). */
function samplesOf(source: string, flags: string): { parts: string[]; whole: string[] } {
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes("u"),
    unicodeSets: flags.includes("v"),
  });
  const parts = new Set<string>();
  const whole = new Set<string>();
  const visit = (alternatives: readonly AST.Alternative[], before: string): void => {
    for (const { elements } of alternatives) {
      let text = before;
      for (const [index, element] of elements.entries()) {
        for (const sample of samples(element).slice(0, MOST)) {
          parts.add(sample);
          // Together with its neighbours: `secret` and the `-` behind it, `#` and the line break before it.
          for (const next of neighbours(elements, index)) parts.add(sample + next);
        }
        if ("alternatives" in element) visit(element.alternatives, text);
        if (element.type === "Quantifier" && "alternatives" in element.element)
          visit(element.element.alternatives, text);
        whole.add(text);
        // What repeats without an end is tried from each place where its beginning stands.
        parts.add(text.slice(before.length));
        text += samples(element)[0] ?? "";
      }
      parts.add(text);
      parts.add(text.slice(before.length));
    }
  };
  visit(pattern.alternatives, "");
  const kept = (texts: Set<string>) => [...texts].filter((text) => text !== "" && text.length < 200);
  return { parts: kept(parts), whole: kept(whole).sort((a, b) => b.length - a.length) };
}

function neighbours(elements: readonly AST.Element[], index: number): string[] {
  const behind = elements.slice(index + 1, index + 3).map((element) => samples(element));
  const [one = [], two = []] = behind;
  const pairs = one.slice(0, 3).flatMap((a) => two.slice(0, 3).map((b) => a + b));
  return [...one.slice(0, 4), ...pairs, ...two.slice(0, 3)];
}

function samples(node: AST.Element): string[] {
  switch (node.type) {
    case "Character":
      return [String.fromCodePoint(node.value)];
    case "CharacterSet":
    case "CharacterClass":
      return charactersOf(node.raw, node.type);
    case "ExpressionCharacterClass":
      return charactersOf(node.raw, node.type);
    case "Quantifier": {
      const inner = samples(node.element);
      const least = Math.min(node.min, 12);
      return inner.map((text) => text.repeat(Math.max(1, least)));
    }
    case "Group":
    case "CapturingGroup":
      return node.alternatives.flatMap(({ elements }) => joined(elements)).slice(0, MOST);
    default:
      return [];
  }
}

/** The samples of a row of elements: the first of each, and each of the others in its turn. */
function joined(elements: readonly AST.Element[]): string[] {
  const each = elements.map((element) => samples(element));
  const first = each.map((texts) => texts[0] ?? "");
  const turned = each.flatMap((texts, index) =>
    texts.slice(1, 3).map((text) => [...first.slice(0, index), text, ...first.slice(index + 1)].join("")),
  );
  return [first.join(""), ...turned.slice(0, 6)];
}

/** Some characters that a class takes, among those that other parts of expressions are made of. */
function charactersOf(raw: string, type: string): string[] {
  const flags = type === "ExpressionCharacterClass" ? "v" : /\\[pP]\{/.test(raw) ? "u" : "";
  const one = new RegExp(`^${raw}$`, raw === "." ? "" : flags);
  return [..." -a0A.:=\"'/<,_\n\t+#é"].filter((char) => one.test(char)).slice(0, MOST);
}
