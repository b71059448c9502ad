import { armoured, openPkcs12, type Piece, piecesOfBlock, toPem } from "@/lib/certificates/keys";
import { shown } from "@/lib/certificates/public";
import { given } from "@/lib/given";
import { isProblem } from "@/lib/problems";
import type { Sign } from "./scan/sign";
import { inside } from "./scan/sign";
import { type Part, type Recognised, stays } from "./types";

/** More blocks than any honest pile has. */
const MAX_BLOCKS = 400;

/** Opens what was seen: blocks become parts, ids and secrets of AWS become access keys, each thing is said once. */
export async function gather(signs: readonly Sign[], passphrase?: string): Promise<Recognised> {
  const found: Recognised = { parts: [], unread: [], needsPassphrase: false };
  const guesses: Part[] = [];
  const seen = new Set<string>();
  const isNew = (mark: string) => !seen.has(mark) && seen.add(mark) !== undefined;
  let blocks = 0;
  for (const sign of signs) {
    const { where } = sign;
    if (sign.kind === "block") {
      blocks += 1;
      if (blocks === MAX_BLOCKS + 1) found.unread.push({ what: `more than ${MAX_BLOCKS} blocks`, where });
      if (blocks <= MAX_BLOCKS && isNew(toPem("", sign.der))) await addBlock(sign, found, passphrase);
    } else if (sign.kind === "secret") {
      if (!isNew(sign.what)) continue;
      const part: Part = { kind: "secret", what: sign.what, where };
      if (sign.guess === true) guesses.push(part);
      else found.parts.push(part);
    } else if (sign.kind === "unread" && isNew(sign.what)) found.unread.push({ what: sign.what, where });
  }
  found.parts.push(...accessKeys(signs));
  // A guess is said where nothing better is known.
  if (!found.parts.some(stays)) found.parts.push(...guesses);
  found.parts = distinct(found.parts);
  return found;
}

type Block = Extract<Sign, { kind: "block" }>;

async function addBlock({ label, der, headers, where }: Block, found: Recognised, passphrase?: string) {
  for (const piece of piecesOfBlock({ label, der, headers })) {
    if (piece.kind === "pkcs12") await addPkcs12(piece.der, where, found, passphrase);
    else addPiece(piece, label, where, found);
  }
}

async function addPkcs12(der: Uint8Array, where: string, found: Recognised, passphrase?: string) {
  const opened = await openPkcs12(der, passphrase);
  if (!isProblem(opened)) {
    found.parts.push({ kind: "pkcs12", opened: true, where });
    for (const piece of opened) addPiece(piece, "", inside("the PKCS#12 file", where), found);
    return;
  }
  // A missing passphrase and a wrong one; any other problem is not mended by one.
  if (/^pkcs12-passphrase-/.test(opened.code)) found.needsPassphrase = true;
  found.parts.push({ kind: "pkcs12", opened: false, problem: opened, where });
}

function addPiece(piece: Piece, label: string, where: string, found: Recognised): void {
  const part = partOf(piece, where);
  if (part !== undefined) found.parts.push(part);
  else if (/PRIVATE/.test(label)) found.parts.push({ kind: "secret", what: "a damaged private key", where });
  else
    found.unread.push({
      what:
        label === ""
          ? "something that is not supported here"
          : `a block called ${label} that is not supported here`,
      where,
    });
}

function partOf(piece: Piece, where: string): Part | undefined {
  switch (piece.kind) {
    case "certificate": {
      const { pem, fingerprint, subject } = piece.certificate.facts;
      return { kind: "certificate", pem, fingerprint, subject: shown(subject.text), where };
    }
    case "revocation-list":
      return { kind: "revocation-list", pem: toPem("X509 CRL", piece.der), where };
    case "request":
      return { kind: "request", pem: toPem("CERTIFICATE REQUEST", piece.der), where };
    case "public-key":
      return { kind: "public-key", pem: toPem("PUBLIC KEY", piece.der), where };
    case "private-key":
      return { kind: "private-key", form: piece.form, content: armoured(piece), where };
    default:
      return undefined;
  }
}

/** An id takes the secret and the token that follow it before the next id, or else those that stand before it. */
function accessKeys(signs: readonly Sign[]): Part[] {
  const parts: Part[] = [];
  const line = signs.filter(
    (sign): sign is Extract<Sign, { value: string }> => "value" in sign && sign.kind.startsWith("aws-"),
  );
  const used = new Set<number>();
  const take = (kind: Sign["kind"], at: number): string | undefined => {
    const forward = line.findIndex((sign, i) => i > at && sign.kind === kind && !used.has(i));
    const nextId = line.findIndex((sign, i) => i > at && sign.kind === "aws-id");
    const index =
      forward !== -1 && (nextId === -1 || forward < nextId)
        ? forward
        : line.findLastIndex((sign, i) => i < at && sign.kind === kind && !used.has(i));
    if (index === -1) return undefined;
    used.add(index);
    return line[index]?.value;
  };
  for (const [index, { kind, value, where }] of line.entries()) {
    if (kind !== "aws-id" || parts.length >= 50) continue;
    const secretAccessKey = take("aws-secret", index);
    const sessionToken = take("aws-session", index);
    parts.push({
      kind: "aws-access-key",
      accessKeyId: value,
      ...given({ secretAccessKey, sessionToken }),
      where,
    });
  }
  const rest = line.find(({ kind }, index) => kind !== "aws-id" && !used.has(index));
  if (rest !== undefined && parts.length === 0)
    parts.push({
      kind: "secret",
      what: rest.kind === "aws-session" ? "an AWS session token" : "an AWS secret access key",
      where: rest.where,
    });
  return parts;
}

function distinct(parts: readonly Part[]): Part[] {
  const seen = new Set<string>();
  return parts.filter((part) => {
    const { where: _, ...rest } = part;
    const mark = JSON.stringify(rest);
    return !seen.has(mark) && seen.add(mark) !== undefined;
  });
}
