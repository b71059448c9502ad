import { isSecretName, isValue } from "./names";
import { placeOf, type Scan } from "./sign";

/** `User name,Password,Console sign-in URL`: a secret's name at the head of a column, a value below. */
export function scanTable(text: string, where: string, scan: Scan): void {
  const end = text.indexOf("\n");
  if (end === -1) scanFlat(text, where, scan);
  if (end === -1 || end > 2000) return;
  const head = cells(text.slice(0, end));
  const columns = head.flatMap((name, index) => (isSecretName(name) ? [index] : []));
  if (head.length < 2 || columns.length === 0) return;
  const rows = text.slice(end + 1, end + 20_000).split("\n");
  for (const column of columns) {
    const name = (head[column] ?? "").slice(0, 60);
    // An access key is said by `scanAwsKeys`.
    if (/access key/i.test(name)) continue;
    const row = rows.findIndex((line) => isValue(cells(line)[column] ?? ""));
    if (row !== -1)
      scan.signs.push({
        kind: "secret",
        what: `a value called "${name}"`,
        where: placeOf(row + 2, where),
      });
  }
}

/** The same in a field of one line, where the browser has taken the line breaks out: head and values run together. */
function scanFlat(text: string, where: string, scan: Scan): void {
  const all = cells(text);
  const column = all.findIndex((name) => isSecretName(name) && !/access key/i.test(name));
  if (column === -1 || all.length < 4) return;
  const isSecret = (cell: string) => /^\S{8,}$/.test(cell) && /\d/.test(cell) && /[A-Za-z]/.test(cell);
  if (!all.slice(column + 1).some((cell) => isValue(cell) && isSecret(cell))) return;
  const what = `a value called "${(all[column] ?? "").slice(0, 60)}"`;
  scan.signs.push({ kind: "secret", what, where: placeOf(1, where) });
}

const cells = (line: string) =>
  line
    .slice(0, 2000)
    .split(/[,;\t]/)
    .map((cell) => cell.replace(/^[\s"']{1,9}|[\s"']{1,9}$/g, ""));
