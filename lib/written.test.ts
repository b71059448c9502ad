import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, it } from "vitest";
import { consoleUrl, exportFormats } from "@/lib/exports";
import { partitions, partitionTable } from "@/lib/partitions";
import { isOwnLink } from "@/lib/verdict";

/** Kinds of mistakes that let a foreign text do more than stand there, looked for in the tree itself. */
const sources = ["lib", "app", "components"].flatMap((top) =>
  readdirSync(top, { recursive: true, encoding: "utf8" })
    .map((path) => `${top}/${path}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|\/testing\//.test(path))
    .map((path) => ({ path, text: readFileSync(path, "utf8") })),
);

/** Every node of the files that hold such a text. */
function nodes(holding: RegExp, visit: (node: ts.Node, path: string, text: string) => void): void {
  for (const { path, text } of sources.filter((one) => holding.test(one.text))) {
    const walk = (node: ts.Node) => {
      visit(node, path, text);
      ts.forEachChild(node, walk);
    };
    walk(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  }
}

it("the tree is read", () => expect(sources.length).toBeGreaterThan(400));

/**
 * Where an object is written to by a key that is not in the text, and why no foreign key comes there. Everything else
 * goes into a Map or a `bare` object.
 */
const known: Record<string, string> = {
  "app/setup/[plan]/verify/permissions/permissions.tsx": "ways of checking",
  "app/setup/[plan]/verify/ways/reports.ts": "ways of checking",
  "lib/bare.ts": "bare",
  "lib/certificates/read/der-values.ts": "bytes",
  "lib/certificates/path/search.ts": "numbers",
  "lib/checklist/own-words.ts": "ids of results",
  "lib/checks/permissions/settle.ts": "ways of checking",
  "lib/exports/identity/result-block.ts": "words of the block's table",
  "lib/intake/scan/decode.ts": "bytes",
  "lib/intake/scan/random.ts": "numbers",
  "lib/intake/scan/tree.ts": "bytes",
  "lib/roles-anywhere/check-arns.ts": "the three slots",
  "lib/roles-anywhere/find-arns.ts": "the three slots",
  "lib/sandbox/authorize.ts": "keys behind a prefix",
  "lib/sandbox/operations/rolesanywhere/create-session.ts": "keys behind a prefix",
  "lib/sandbox/protocols/query.ts": "bare",
  "lib/server/environment.ts": "names of the schema",
  "lib/store/results.ts": "ids of results",
  "lib/verdict/count.ts": "statuses",
};

/** The world of the sandbox is bare throughout (`newWorld`, `bareReviver`), so what is written into it is. */
const intoTheWorld =
  /^lib\/sandbox\/(operations|scenarios)\/.*\b(world|entity|policy|profile|key|all|given|kept)\b/;

it("no object is written to by a foreign key, anywhere", () => {
  const strange: string[] = [];
  const used = new Set<string>();
  nodes(/[\w)\]]\[[^\n]{1,80}\] (\?\?|\|\||[+-])?= /, (node, path, text) => {
    if (!ts.isBinaryExpression(node) || !isAssignment(node) || !ts.isElementAccessExpression(node.left))
      return;
    const { expression, argumentExpression: key } = node.left;
    if (ts.isStringLiteral(key) || ts.isNumericLiteral(key)) return;
    const own = new RegExp(`\\b${expression.getText().split(/[.[]/)[0]}\\b[^=;]* = bare[<(]`).test(text);
    if (path in known) used.add(path);
    else if (!own && !intoTheWorld.test(`${path} ${expression.getText()}`))
      strange.push(`${path}: ${node.getText()}`);
  });
  expect(strange).toEqual([]);
  expect(Object.keys(known).filter((path) => !used.has(path))).toEqual([]);
});

function isAssignment({ operatorToken }: ts.BinaryExpression): boolean {
  return (
    operatorToken.kind >= ts.SyntaxKind.FirstAssignment && operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

/** Tables whose replacements are written in the same file, where "$1" is meant. */
const replacing: readonly string[] = ["lib/checklist/redact.ts"];

it("what is put in a text's place is a function, or a fixed text whose dollars name a group: others are commands (`$$`, `$&`)", () => {
  const strange: string[] = [];
  nodes(/\.replace(All)?\(/, (node, path) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return;
    const [, put] = node.arguments;
    if (!["replace", "replaceAll"].includes(node.expression.name.text) || put === undefined) return;
    const fixed = ts.isStringLiteral(put) || ts.isNoSubstitutionTemplateLiteral(put);
    if (ts.isArrowFunction(put) || (fixed && /^([^$]|\$\d)*$/.test(put.text)) || replacing.includes(path))
      return;
    strange.push(`${path}: ${node.getText()}`);
  });
  expect(strange).toEqual([]);
});

it("every link that the product writes is of the table", () => {
  const written = sources
    .filter(({ path }) => !/^lib\/(sandbox|aws|server)\//.test(path))
    .flatMap(({ text }) => [...text.matchAll(/\b(?:url|href)[:=]\s*["'`](https?:\/\/[^"'`$]+)/g)])
    .map(([, url = ""]) => url);
  expect(written.length).toBeGreaterThan(30);
  expect(written.filter((url) => !isOwnLink(url))).toEqual([]);
});

it("so are the consoles of every region", () => {
  for (const partition of partitions)
    for (const region of partitionTable[partition].regions)
      for (const place of ["iam/home#/policies", "cloudshell/home"])
        expect(isOwnLink(consoleUrl(partition, region, place)), consoleUrl(partition, region, place)).toBe(
          true,
        );
});

it("no file is named after an answer", () => {
  for (const { fileName } of exportFormats) expect(fileName).toMatch(/^[a-z0-9-]+(\.[a-z]+)+$/);
  const names = sources.flatMap(({ path, text }) =>
    [...text.matchAll(/\b(?:downloadText\(\s*|fileName[:=] ?)([^\s,)}]+)/g)].map(
      ([, name = ""]) => `${path}: ${name}`,
    ),
  );
  expect(names.length).toBeGreaterThan(20);
  const plain = /: "[\w.-]+";?$|: \{?(form|format|script)\.fileName|: \{fileName|: (name:|string;?)$/;
  expect(names.filter((name) => !plain.test(name))).toEqual([]);
  expect(sources.filter(({ text }) => /content-disposition/i.test(text)).map(({ path }) => path)).toEqual([]);
});
