import { bare } from "@/lib/bare";
import { cutAtArmour, type Piece } from "./armour";
import { fromAnyBase64, plainText } from "./decode";
import { findRuns } from "./lines";
import { isAwsSecret, scanAwsKeys, scanFormats, scanNames } from "./marks";
import { isConditionKey, isSecretName, isValue } from "./names";
import { wordsOf } from "./public-lines";
import { looksRandom } from "./random";
import { shapeOfRun } from "./runs";
import { type Shape, shapeOf } from "./shape";
import { inside, lineCounter, mayRead, placeOf, type Scan } from "./sign";
import { scanTable } from "./table";
import { countStrings, type Leaf, leavesOf } from "./tree";

/**
 * Everything that a text shows of certificates, keys and secrets, in its order, as signs. Linear; never throws. Texts
 * inside (base64, strings of JSON) are read the same way, down to a depth.
 */
export function scanText(input: string, where: string, scan: Scan): void {
  if (!mayRead(scan, input.length, where)) return;
  const trimmed = input.trim();
  if (trimmed.length < 6) return;
  // What the strings of a JSON document show is said with their places, and that is all there is.
  if (/^[[{]/.test(trimmed) && scanJson(trimmed, where, scan)) return;
  scanLines(plainText(input), where, scan);
}

/** True where the text is JSON and every string of it was looked at: none was hidden behind another of its name. */
function scanJson(text: string, where: string, scan: Scan): boolean {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return false;
  }
  return scanTree(value, where, scan) === countStrings(text);
}

/** A parsed document; says how many strings of it were seen. */
export function scanTree(value: unknown, where: string, scan: Scan): number {
  const { leaves, strings, cut } = leavesOf(value);
  scan.depth += 1;
  for (const leaf of leaves) scanLeaf(leaf, inside(leaf.where, where), scan);
  scan.depth -= 1;
  if (cut) scan.signs.push({ kind: "unread", what: "a document with more parts than are read", where });
  return strings;
}

function scanLeaf(leaf: Leaf, where: string, scan: Scan): void {
  if (leaf.kind === "key") {
    scan.signs.push({ kind: "secret", what: leaf.what, where });
    return;
  }
  const before = scan.signs.length;
  const isNamed = isSecretName(leaf.name) && !isConditionKey(leaf.name);
  if (leaf.kind === "text" && isNamed && isAwsSecret(leaf.value)) {
    scan.signs.push({ kind: "aws-secret", value: leaf.value, where });
    return;
  }
  const shape = leaf.kind === "bytes" ? shapeOf(leaf.bytes) : undefined;
  if (shape !== undefined) scanShape(shape, where, scan);
  else if (leaf.kind === "text" && leaf.value.length >= 16) scanText(leaf.value, where, scan);
  const said = scan.signs.slice(before).some(({ kind }) => kind !== "unread");
  if (said || !(leaf.kept || isNamed)) return;
  if (leaf.kept ? leaf.value !== "" : isValue(leaf.value))
    scan.signs.push({ kind: "secret", what: `a value called "${leaf.name.slice(-60)}"`, where });
}

/** Names, tokens and access keys; true where the text says itself what secret it is. */
function scanWords(text: string, where: string, scan: Scan): boolean {
  const named = scanFormats(text, where, scan);
  scanNames(text, where, scan);
  scanTable(text, where, scan);
  return scanAwsKeys(text, where, scan) || named;
}

function scanLines(text: string, where: string, scan: Scan): void {
  const said = scanWords(text, where, scan);
  const lineOf = lineCounter(text);
  for (const piece of cutAtArmour(text)) {
    const place = placeOf(lineOf(piece.at), where);
    if (piece.whole && scanWhole(piece, place, scan)) continue;
    const runs = scanRuns(piece, piece.label, where, lineOf, scan, said);
    if (piece.label !== "" && !runs) damaged(piece, place, scan);
  }
}

/** A block with both of its lines. */
function scanWhole({ text, label }: Piece, where: string, scan: Scan): boolean {
  if (/PARAMETERS$/.test(label)) return true;
  const own = ownForm(label);
  if (own !== undefined && text.replace(/[^A-Za-z0-9+/]+/g, "").length >= 40) {
    scan.signs.push({ ...own, where });
    return true;
  }
  const headers = bare<string>();
  const lines = text.split("\n").filter((line) => {
    const header = /^[ \t>]{0,8}([A-Za-z][A-Za-z-]{2,30}): ?(.{0,200})$/.exec(line);
    if (header !== null) headers[header[1] ?? ""] = (header[2] ?? "").trim();
    return header === null;
  });
  const body = wordsOf(lines.join("\n")).join("");
  const der = fromAnyBase64(body);
  // Words between two quoted lines ("begins with … and ends with …") decode to something, too.
  if (der === undefined || (der[0] !== 0x30 && !looksRandom(body))) return false;
  scan.signs.push({ kind: "block", label, der, headers, where });
  return true;
}

/** Forms that are not DER inside. */
function ownForm(label: string): { kind: "secret" | "unread"; what: string } | undefined {
  if (!/^(?:OPENSSH|SSH2|PGP)/.test(label)) return undefined;
  if (!/PRIVATE/.test(label)) return { kind: "unread", what: `a block called ${label}` };
  return { kind: "secret", what: label.startsWith("PGP") ? "a PGP private key" : "an OpenSSH private key" };
}

/** A key whose text does not decode is still a key; a place for one is none. */
function damaged({ text, label }: Piece, where: string, scan: Scan): void {
  const body = text.replace(/[^A-Za-z0-9+/]+/g, "");
  if (/PRIVATE/.test(label)) {
    if (looksRandom(body)) scan.signs.push({ kind: "secret", what: "a damaged private key", where });
  } else if (body.length >= 40 && !/PARAMETERS$/.test(label))
    scan.signs.push({ kind: "unread", what: `a damaged block called ${label}`, where });
}

/** True where a run of the piece was recognised. */
function scanRuns(
  piece: Piece,
  label: string,
  where: string,
  lineOf: (offset: number) => number,
  scan: Scan,
  said: boolean,
): boolean {
  let any = false;
  for (const run of findRuns(piece.text)) {
    const shape = shapeOfRun(run);
    if (shape === undefined) continue;
    const place = placeOf(lineOf(piece.at + run.at), where);
    if (shape.kind === "random") {
      if (!said && !/CERTIFICATE|CRL|PUBLIC|REQUEST/.test(label))
        scan.signs.push({
          kind: "secret",
          what: "a long random text, as keys are",
          where: place,
          guess: true,
        });
      continue;
    }
    any = true;
    scanShape(shape, place, scan, label);
  }
  return any;
}

/** Bytes that were recognised at first sight. */
export function scanShape(shape: Shape, where: string, scan: Scan, label = ""): void {
  if (shape.kind === "text") {
    scan.depth += 1;
    scanText(shape.text, where, scan);
    scan.depth -= 1;
  } else if (shape.kind === "der")
    scan.signs.push({ kind: "block", label, der: shape.der, headers: {}, where });
  else scan.signs.push({ ...shape, where });
}
