import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";

/** A source file with what it imports, for the test that holds the house to its arrows. */
export interface SourceFile {
  /** Path from the root, with slashes. */
  path: string;
  text: string;
  lines: number;
  imports: Import[];
}

export interface Import {
  /** As written. */
  from: string;
  /** The file of ours that it names; undefined for a package. */
  target: string | undefined;
  /** Gone after compilation. */
  typeOnly: boolean;
}

const root = resolve(import.meta.dirname, "..");
const TOP = ["app", "components", "lib", "e2e", "scripts"];
const ROOT_FILES = ["proxy.ts", "instrumentation.ts"];

/** Every TypeScript file of the house. */
export function readHouse(): Map<string, SourceFile> {
  const paths = [
    ...TOP.flatMap((folder) => walk(join(root, folder))),
    ...ROOT_FILES.map((name) => join(root, name)),
  ];
  const files = paths.filter((path) => existsSync(path)).map(readSource);
  return new Map(files.map((file) => [file.path, file]));
}

function walk(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function readSource(path: string): SourceFile {
  const text = readFileSync(path, "utf8");
  const imports: Import[] = [];
  const note = (from: string, typeOnly: boolean) =>
    imports.push({ from, typeOnly, target: resolveImport(path, from) });
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
      if (ts.isStringLiteral(node.moduleSpecifier)) note(node.moduleSpecifier.text, isTypeOnly(node));
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) note(argument.text, false);
    } else if (ts.isNewExpression(node) && node.expression.getText(source) === "URL") {
      // `new Worker(new URL("./some.worker.ts", import.meta.url))`: a program of ours that runs beside this file.
      const [argument] = node.arguments ?? [];
      if (argument && ts.isStringLiteral(argument) && /^\.{1,2}\/.*\.tsx?$/.test(argument.text))
        note(argument.text, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { path: relative(root, path), text, lines: text.split("\n").length - 1, imports };
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) {
    const named = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : [];
    return node.isTypeOnly || (named.length > 0 && named.every((element) => element.isTypeOnly));
  }
  const clause = node.importClause;
  if (!clause) return false;
  const named =
    clause.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : [];
  const allTypes = !clause.name && named.length > 0 && named.every((element) => element.isTypeOnly);
  return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || allTypes;
}

function resolveImport(importer: string, from: string): string | undefined {
  const base = from.startsWith("@/")
    ? join(root, from.slice(2))
    : from.startsWith(".")
      ? join(dirname(importer), from)
      : undefined;
  if (base === undefined) return undefined;
  const candidates = [base, `${base}.ts`, `${base}.tsx`, join(base, "index.ts")];
  const found = candidates.find((path) => existsSync(path) && statSync(path).isFile());
  return relative(root, found ?? base);
}

/**
 * Every file that these bring with them at run time.
 * @param through says whether to look into a file (false: it is reached, its own imports are not)
 */
export function reachable(
  house: Map<string, SourceFile>,
  starts: readonly SourceFile[],
  through: (file: SourceFile) => boolean = () => true,
): Map<string, string[]> {
  const seen = new Map<string, string[]>();
  const queue = starts.map((file) => ({ file, way: [file.path] }));
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { file, way } = next;
    if (seen.has(file.path)) continue;
    seen.set(file.path, way);
    if (!through(file)) continue;
    for (const { target, typeOnly } of file.imports) {
      const found = typeOnly || target === undefined ? undefined : house.get(target);
      if (found) queue.push({ file: found, way: [...way, found.path] });
    }
  }
  return seen;
}

/**
 * The circles of a graph: every set of two or more nodes that reach each other (Tarjan's strongly connected parts).
 * @param arrows for each node, the nodes that it points at; nodes that are no keys are left out
 */
export function circles(arrows: ReadonlyMap<string, Iterable<string>>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): number => {
    const own = index.size;
    index.set(node, own);
    let lowest = own;
    stack.push(node);
    for (const next of arrows.get(node) ?? []) {
      if (!arrows.has(next) || next === node) continue;
      if (!index.has(next)) lowest = Math.min(lowest, visit(next));
      else if (stack.includes(next)) lowest = Math.min(lowest, low.get(next) ?? own, index.get(next) ?? own);
    }
    low.set(node, lowest);
    if (lowest === own) {
      const part = stack.splice(stack.indexOf(node));
      if (part.length > 1) found.push(part.sort());
    }
    return lowest;
  };
  for (const node of arrows.keys()) if (!index.has(node)) visit(node);
  return found;
}
