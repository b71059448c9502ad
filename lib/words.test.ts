import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

/** What nobody says today, or says of a machine. Text that people read has the plainer words. */
const unsaid =
  /\b(shall|anew|thereof|whereof|hereby|an own|some seconds|to the letter|put away|told apart|cannot be told|could not be told|(?:no one|nobody) (?:could|can) tell|nobody has shown|whoever (?:may|runs|manages|holds)|a fault of its own|mends?|stands? (?:twice|beside|below|above|there|in each))\b/i;

const root = join(import.meta.dirname, "..");

const files = ["app", "components", "lib", "scripts"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => join(root, folder, path))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\//.test(path)),
);

type Text = { at: string; text: string };

/** Every string, template part and JSX text of a file: comments, names and import paths are no text. */
function textsOf(path: string): Text[] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const found: Text[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ at: `${relative(root, path)}:${line}`, text: node.text.replace(/\s+/g, " ") });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const texts = files.flatMap(textsOf);

it("visible text has no words that nobody says today", () => {
  expect(texts.length).toBeGreaterThan(3000);
  const wrong = texts.flatMap(({ at, text }) => {
    const word = unsaid.exec(text)?.[0];
    return word === undefined || !text.includes(" ")
      ? []
      : [`${at}: "${word}" in "${text.trim().slice(0, 120)}"`];
  });
  expect(wrong).toEqual([]);
});

it("a step is called by the name that the rail has for it", () => {
  const cards = files.filter((path) => /app\/setup\/\[plan\]\/[a-z]+\/step\.ts$/.test(path));
  const titles = cards.map((path) => /^ {2}title: "(.+)",$/m.exec(readFileSync(path, "utf8"))?.[1]);
  expect(titles).toContain("Create the identity");
  const named = texts.flatMap(({ at, text }) =>
    [...text.matchAll(/\bstep “([^”]*)”/g)].map(([, name]) => ({ at, name })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ name }) => !titles.includes(name))).toEqual([]);
  const other =
    /\b(?:step [1-6]|step (?:Start|Policy|Identity|Verify|Connect)|the (?:start|policy|certificates|identity|verify|connect) (?:step|page))\b/;
  expect(texts.filter(({ text }) => other.test(text) && !/[<\n]/.test(text)).map(({ at }) => at)).toEqual([]);
});
