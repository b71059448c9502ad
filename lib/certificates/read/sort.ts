import { isProblem, type Problem, problem } from "@/lib/problems";
import { chooseLeaf } from "../leaf";
import { buildChain } from "../path/chain";
import { toPem } from "./der-values";
import type { ReadCertificate } from "./facts";
import { shown } from "./names";
import { type Piece, readPieces } from "./pieces";

export interface PileFile {
  /** File name, or what the person calls it: "the pasted text". */
  name: string;
  content: string | Uint8Array;
}

/** One thing of a pile and what it is. */
export interface SortedItem {
  file: string;
  kind:
    | "client"
    | "intermediate"
    | "anchor"
    | "other-ca"
    | "key"
    | "revocation-list"
    | "request"
    | "public-key"
    | "unreadable";
  /** "Client certificate CN=ckm-prod". */
  what: string;
}

export interface SortedPile {
  items: SortedItem[];
  /** The CA certificate to register: the one that issued the client's, so that nothing stands between. */
  trustAnchorPem?: string | undefined;
  /** The client certificate, then its intermediates where the anchor did not issue it. */
  clientPem?: string | undefined;
  /** The key as it was given, or PKCS#8 PEM where it came out of a PKCS#12 file. Stays in the browser. */
  privateKey?: { file: string; content: string } | undefined;
  revocationListPem?: string | undefined;
  requestPem?: string | undefined;
  problems: { file: string; problem: Problem }[];
  needsPassphrase: boolean;
}

interface Found {
  file: string;
  piece: Piece;
}

/**
 * Says what is what in a pile of files, in any order and form, and where each belongs. Touches private keys (to hand
 * them to the key's box): browser only. Never throws.
 */
export async function sortPile(
  files: readonly PileFile[],
  passphrase?: string,
  now = new Date(),
): Promise<SortedPile> {
  const pile: SortedPile = { items: [], problems: [], needsPassphrase: false };
  const found: Found[] = [];
  for (const file of files.slice(0, 400)) await readFile(file, passphrase, pile, found);
  const certificates = distinct(found);
  await placeCertificates(certificates, pile, now);
  for (const { file, piece } of found) placeOther(file, piece, pile);
  return pile;
}

async function readFile(
  file: PileFile,
  passphrase: string | undefined,
  pile: SortedPile,
  found: Found[],
): Promise<void> {
  const refuse = (p: Problem) => pile.problems.push({ file: file.name, problem: p });
  const read = readPieces(file.content);
  if (isProblem(read)) {
    refuse(
      read.code === "certificate-private-key"
        ? problem("key-malformed", {
            values: { reason: "its BEGIN or END line, or the text between, is damaged" },
          })
        : read,
    );
    return;
  }
  for (const piece of read.pieces) {
    if (piece.kind !== "pkcs12") {
      found.push({ file: file.name, piece });
      continue;
    }
    const { openStore } = await import("./pkcs12");
    const opened = await openStore(piece.der, passphrase);
    if (isProblem(opened)) refuse(opened);
    else found.push(...opened.map((inner) => ({ file: file.name, piece: inner })));
    if (isProblem(opened) && /^pkcs12-passphrase-/.test(opened.code)) pile.needsPassphrase = true;
  }
}

function distinct(found: readonly Found[]): { file: string; certificate: ReadCertificate }[] {
  const seen = new Map<string, { file: string; certificate: ReadCertificate }>();
  for (const { file, piece } of found)
    if (piece.kind === "certificate" && !seen.has(piece.certificate.facts.fingerprint))
      seen.set(piece.certificate.facts.fingerprint, { file, certificate: piece.certificate });
  return [...seen.values()];
}

async function placeCertificates(
  given: readonly { file: string; certificate: ReadCertificate }[],
  pile: SortedPile,
  now: Date,
): Promise<void> {
  const all = given.map(({ certificate }) => certificate);
  const isCa = (c: ReadCertificate) => c.facts.basicConstraints?.ca === true;
  const { leaf: lowest } = chooseLeaf(all);
  // A pile of CA certificates only has no client certificate: none is made out of them.
  const leaf = lowest !== undefined && (!isCa(lowest) || all.length === 0) ? lowest : undefined;
  const authorities = all.filter((c) => c !== leaf && (isCa(c) || c.facts.selfIssued));
  const chain = leaf === undefined ? undefined : await buildChain(leaf, authorities, [], now);
  const anchor = chain?.path[1] ?? authorities.find((c) => c.facts.selfIssued) ?? authorities[0];
  for (const { file, certificate } of given) {
    const name = shown(certificate.facts.subject.text || "(empty subject)", 120);
    const kind =
      certificate === leaf
        ? "client"
        : certificate === anchor
          ? "anchor"
          : isCa(certificate)
            ? "other-ca"
            : "intermediate";
    const words = {
      client: `Client certificate ${name}`,
      anchor:
        leaf === undefined
          ? `CA certificate ${name}`
          : `CA certificate ${name}: ${chain?.path[1] === certificate ? "it issued the client certificate" : "it did not issue the client certificate"}`,
      "other-ca": `CA certificate ${name}: not needed`,
      intermediate: `Another certificate ${name}: not used`,
    }[kind];
    pile.items.push({ file, kind, what: words });
  }
  if (leaf !== undefined) pile.clientPem = leaf.facts.pem;
  if (anchor !== undefined) pile.trustAnchorPem = anchor.facts.pem;
}

function placeOther(file: string, piece: Piece, pile: SortedPile): void {
  const add = (kind: SortedItem["kind"], what: string) => pile.items.push({ file, kind, what });
  switch (piece.kind) {
    case "private-key":
      add("key", "Private key: stays in this browser");
      pile.privateKey ??= { file, content: armoured(piece) };
      return;
    case "revocation-list":
      add("revocation-list", "Revocation list");
      pile.revocationListPem ??= toPem("X509 CRL", piece.der);
      return;
    case "request":
      add("request", "Certificate request (CSR): the CA still has to make a certificate from it");
      pile.requestPem ??= toPem("CERTIFICATE REQUEST", piece.der);
      return;
    case "public-key":
      add("public-key", "Bare public key: not used");
      return;
    case "unreadable":
      pile.problems.push({
        file,
        problem: problem("certificate-malformed", { values: { number: 1, reason: piece.reason } }),
      });
      return;
    default:
      return;
  }
}

const labels = {
  pkcs1: "RSA PRIVATE KEY",
  pkcs8: "PRIVATE KEY",
  sec1: "EC PRIVATE KEY",
  "pkcs8-encrypted": "ENCRYPTED PRIVATE KEY",
} as const;

/** A private key as PEM, as it was armoured or with the label of its shape. */
export function armoured({ form, block }: Extract<Piece, { kind: "private-key" }>): string {
  if (form === "legacy-encrypted" || form === "other") {
    const headers = Object.entries(block.headers).map(([name, value]) => `${name}: ${value}\n`);
    const body = toPem(block.label, block.der).split("\n");
    return headers.length === 0
      ? body.join("\n")
      : [body[0], ...headers.map((h) => h.trimEnd()), "", ...body.slice(1)].join("\n");
  }
  return toPem(labels[form], block.der);
}
