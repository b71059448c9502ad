import { RegExpParser } from "@eslint-community/regexpp";
import { analyse } from "scslre";
import ts from "typescript";
import { attack } from "./attack-regex";
import { readHouse, type SourceFile } from "./read-imports";

/** One regular expression of the product, where it stands, and what is wrong with it (empty: nothing). */
export interface RegexFinding {
  /** "lib/plan/arn.ts:12" */
  place: string;
  source: string;
  faults: string[];
}

/**
 * Looks for expressions whose time grows faster than the text: nobody's paste may hold a server or a page. The
 * analysis is scslre's: it finds texts of one repeated character that make an expression try again and again, also by
 * starting at every place of the text ("Move"). What takes longer texts to be slow is looked for by trying
 * (`attack-regex.ts`). An expression that is put together at run time cannot be analysed, and
 * is a fault where it is not made of literals.
 */
export function checkRegexes(files: Iterable<SourceFile> = productFiles()): RegexFinding[] {
  return [...files].flatMap(regexesOf).map(({ place, source, flags }) => ({
    place,
    source: flags === undefined ? source : `/${source}/${flags}`,
    faults:
      flags === undefined
        ? ["is put together at run time: write a literal, or read the text without an expression"]
        : faultsOf(source, flags),
  }));
}

function productFiles(): SourceFile[] {
  return [...readHouse().values()].filter(
    // The attacker makes expressions out of ours to try them.
    ({ path }) =>
      path !== "scripts/attack-regex.ts" && !/\.(test|test-double)\.tsx?$|\/testing\/|^e2e\//.test(path),
  );
}

/** `flags` is missing where the expression is not made of literals; `source` is then its text in the program. */
function regexesOf({ path, text }: SourceFile): { place: string; source: string; flags?: string }[] {
  if (!text.includes("/") && !text.includes("RegExp")) return [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: { place: string; source: string; flags?: string }[] = [];
  const visit = (node: ts.Node): void => {
    const place = `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ place, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    } else if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === "RegExp"
    ) {
      const [source, flags] = node.arguments ?? [];
      if (source && ts.isStringLiteralLike(source) && (flags === undefined || ts.isStringLiteralLike(flags)))
        found.push({ place, source: source.text, flags: flags?.text ?? "" });
      else found.push({ place, source: node.getText() });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What makes this expression super-linear, in words; empty where nothing was found. */
export function faultsOf(source: string, flags: string): string[] {
  const pattern = new RegExpParser().parsePattern(source, 0, source.length, {
    unicode: flags.includes("u"),
    unicodeSets: flags.includes("v"),
  });
  const parsed = { pattern, flags: new RegExpParser().parseFlags(flags) };
  const { reports } = analyse(parsed, { reportTypes: { Move: true, Self: true, Trade: true } });
  const found = reports.map((report) => {
    const quantifiers =
      report.type === "Trade"
        ? `${report.startQuant.raw} and ${report.endQuant.raw} can take the same text`
        : report.type === "Self"
          ? `${report.quant.raw} is repeated by ${report.parentQuant.raw}`
          : `${report.quant.raw} is tried from every place of the text`;
    return `${quantifiers}: slow on many ${JSON.stringify(report.character.pick)}${report.exponential ? ", exponentially" : ""}`;
  });
  const text = found.length === 0 ? attack(source, flags) : undefined;
  return text === undefined ? found : [`is slow on ${text}`];
}

if (process.argv[1] === import.meta.filename) {
  const all = checkRegexes();
  const wrong = all.filter(({ faults }) => faults.length > 0);
  for (const { place, source, faults } of wrong)
    process.stdout.write(`${place}: ${source}\n${faults.map((fault) => `    ${fault}\n`).join("")}`);
  process.stdout.write(
    `${all.length} regular expressions, ${wrong.length} of them super-linear or unreadable\n`,
  );
  process.exitCode = all.length > 100 && wrong.length === 0 ? 0 : 1;
}
