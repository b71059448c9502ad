import "reflect-metadata";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { DerFault } from "./der";
import { owned } from "./der-values";
import { type Piece, readPieces } from "./pieces";
import { Rounds } from "./rounds";

/** Rounds that the check of the password may ask for: its key derivation is not the browser's own, and slower. */
const MAX_MAC_ROUNDS = 2_000_000;
/** Rounds of PBKDF2 of the whole file: some seconds of the browser's own. */
const MAX_ROUNDS = 10_000_000;
/** A file of a client holds a key, a certificate and its issuers. */
const MAX_BAGS = 60;

/**
 * The certificates and the key of a PKCS#12 file. Reads what browsers have: PBES2 with AES. RC2-40 and the like of old
 * files are a problem with the command that converts them. The MAC, where there is one, is checked first, so a wrong
 * password is known.
 * Touches private keys: for the browser and for tests.
 */
async function openPkcs12(der: Uint8Array, passphrase: string, most: number): Promise<Piece[] | Problem> {
  const pkijs = await import("pkijs");
  let unchecked = false;
  const password = owned(new TextEncoder().encode(passphrase)).buffer;
  try {
    const pfx = pkijs.PFX.fromBER(owned(der).buffer);
    if ((pfx.macData?.iterations ?? 1) > MAX_MAC_ROUNDS)
      return problem("key-derivation-limit", {
        values: { count: pfx.macData?.iterations ?? 0, limit: MAX_MAC_ROUNDS },
      });
    // Without a MAC the file has no check of its password: a wrong one shows where the content is decrypted.
    unchecked = pfx.macData === undefined;
    try {
      await pfx.parseInternalValues({ password, checkIntegrity: !unchecked });
    } catch (error) {
      const text = message(error);
      if (/integrity/i.test(text)) return problem("pkcs12-passphrase-wrong", { field: "passphrase" });
      return problem("pkcs12-unsupported", { values: { detail: cipherOf(text) } });
    }
    const safe = pfx.parsedValue?.authenticatedSafe;
    if (safe === undefined) throw new DerFault("no content");
    const rounds = new Rounds(most);
    for (const part of safe.safeContents)
      if (part.contentType === pkijs.ContentInfo.ENCRYPTED_DATA) rounds.add(part.toSchema().toBER());
    if (rounds.tooMany()) return rounds.problem();
    await safe.parseInternalValues({
      safeContents: safe.safeContents.map((part) =>
        part.contentType === pkijs.ContentInfo.ENCRYPTED_DATA ? { password } : {},
      ),
    });
    return await readBags(safe, password, rounds);
  } catch (error) {
    const cipher = cipherOf(message(error));
    if (unchecked && cipher === UNKNOWN)
      return problem("pkcs12-passphrase-unchecked", { field: "passphrase" });
    return problem("pkcs12-unsupported", { values: { detail: cipher }, details: message(error) });
  }
}

const UNKNOWN = "not one that is supported here";

/**
 * Opens a PKCS#12 file with the empty password, which many have, and then with the given one. Where none was given and
 * one is needed, the problem asks for it.
 * @param most rounds of key derivation that the parts of the file may ask for together; more is a problem, unrun
 */
export async function openStore(
  der: Uint8Array,
  passphrase = "",
  most = MAX_ROUNDS,
): Promise<Piece[] | Problem> {
  const opened = await openPkcs12(der, "", most);
  if (!isProblem(opened) || !/^pkcs12-passphrase-/.test(opened.code)) return opened;
  return passphrase === ""
    ? problem("pkcs12-passphrase-needed", { field: "passphrase" })
    : openPkcs12(der, passphrase, most);
}

type Safe = import("pkijs").AuthenticatedSafe;

async function readBags(safe: Safe, password: ArrayBuffer, rounds: Rounds): Promise<Piece[] | Problem> {
  const pkijs = await import("pkijs");
  const pieces: Piece[] = [];
  const contents = (safe.parsedValue?.safeContents ?? []) as { value: import("pkijs").SafeContents }[];
  const bags = contents.flatMap(({ value }) => value.safeBags);
  if (bags.length > MAX_BAGS)
    return problem("certificate-too-many", { values: { count: bags.length, limit: MAX_BAGS } });
  for (const { bagValue } of bags)
    if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) rounds.add(bagValue.toSchema().toBER());
  if (rounds.tooMany()) return rounds.problem();
  for (const { bagValue } of bags) {
    if (bagValue instanceof pkijs.CertBag && bagValue.parsedValue instanceof pkijs.Certificate)
      pieces.push(...piecesOf(new Uint8Array(bagValue.parsedValue.toSchema(false).toBER())));
    else if (
      bagValue instanceof pkijs.CertBag &&
      bagValue.certValue !== undefined &&
      "valueBlock" in bagValue.certValue
    )
      pieces.push(
        ...piecesOf(
          new Uint8Array(
            (bagValue.certValue as { valueBlock: { valueHexView: Uint8Array } }).valueBlock.valueHexView,
          ),
        ),
      );
    else if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag) {
      await (
        bagValue as unknown as { parseInternalValues(p: { password: ArrayBuffer }): Promise<void> }
      ).parseInternalValues({ password });
      if (bagValue.parsedValue)
        pieces.push(...piecesOf(new Uint8Array(bagValue.parsedValue.toSchema().toBER())));
    } else if (bagValue instanceof pkijs.PrivateKeyInfo)
      pieces.push(...piecesOf(new Uint8Array(bagValue.toSchema().toBER())));
  }
  return pieces;
}

function piecesOf(der: Uint8Array): Piece[] {
  const read = readPieces(der);
  return isProblem(read) ? [{ kind: "unreadable", reason: read.sentence }] : read.pieces;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function cipherOf(text: string): string {
  const oid = /1\.2\.840\.113549\.1\.12\.1\.(\d)/.exec(text)?.[1];
  const names: Record<string, string> = {
    "1": "RC4-128",
    "2": "RC4-40",
    "3": "3DES",
    "4": "2-key 3DES",
    "5": "RC2-128",
    "6": "RC2-40",
  };
  return names[oid ?? ""] ?? UNKNOWN;
}
