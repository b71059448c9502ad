import { isSecretName, isValue } from "./names";
import { placeOf, type Scan } from "./sign";

/** `User name,Password,Console sign-in URL`: a secret's name at the head of a column, a value below. */
export function scanTable(text: string, where: string, scan: Scan): void {
  const end = text.indexOf("\n");
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

const cells = (line: string) =>
  line
    .slice(0, 2000)
    .split(/[,;\t]/)
    .map((cell) => cell.replace(/^[\s"']{1,9}|[\s"']{1,9}$/g, ""));
