import { type Budget, budget } from "@/lib/bounded";
import { toHex } from "../read/der-values";
import type { ReadCertificate } from "../read/facts";
import { type SignatureState, verifySignature } from "./signature";

/**
 * Signatures that one search may try. A chain with its cross-signed twins takes ten; where dozens of CAs have one name
 * and each another key, the ones whose key identifier fits come first.
 */
export const SIGNATURE_STEPS = 400;

/** Whether the signature on `certificate` is by the key of `issuer`. */
export function verifyIssued(certificate: ReadCertificate, issuer: ReadCertificate): Promise<SignatureState> {
  return verifySignature({
    data: certificate.tbs,
    algorithm: certificate.facts.signature,
    signature: certificate.signatureValue,
    spki: issuer.spki,
    key: issuer.facts.key,
  });
}

/** An issuer of that name that was refused, and why. */
export interface Refused {
  certificate: ReadCertificate;
  reason: "signature" | "key-identifier";
}

/** One certificate and one that issued it. */
export interface Link {
  to: ReadCertificate;
  state: SignatureState;
  isAnchor: boolean;
}

/** Who issued whom among the certificates that were given. Each signature is tried once a key. */
export class Issuers {
  readonly steps: Budget = budget(SIGNATURE_STEPS);
  private readonly links = new Map<ReadCertificate, Link[]>();
  private readonly tried = new Map<string, SignatureState>();
  private readonly keys = new Map<ReadCertificate, string>();
  private readonly byName = new Map<string, { to: ReadCertificate; isAnchor: boolean }[]>();
  readonly refused = new Map<ReadCertificate, Refused[]>();

  constructor(pool: readonly ReadCertificate[], anchors: readonly ReadCertificate[]) {
    const anchorIds = new Set(anchors.map((c) => c.facts.fingerprint));
    const intermediates = pool.filter((c) => !anchorIds.has(c.facts.fingerprint));
    for (const [isAnchor, list] of [
      [true, anchors],
      [false, intermediates],
    ] as const)
      for (const to of list) {
        const name = to.facts.subject.canonical;
        this.byName.set(name, [...(this.byName.get(name) ?? []), { to, isAnchor }]);
      }
  }

  /** Those that have the name, do not contradict the key identifier, and have signed. */
  async of(certificate: ReadCertificate): Promise<readonly Link[]> {
    const known = this.links.get(certificate);
    if (known !== undefined) return known;
    const links: Link[] = [];
    const refused: Refused[] = [];
    const wanted = certificate.facts.authorityKeyId;
    const named = this.byName.get(certificate.facts.issuer.canonical) ?? [];
    const fits = ({ to }: { to: ReadCertificate }) => Number(to.facts.subjectKeyId === wanted);
    for (const { to, isAnchor } of [...named].sort((a, b) => fits(b) - fits(a))) {
      const has = to.facts.subjectKeyId;
      // RFC 5280 4.2.1.1: the authority key identifier points at the issuer's subject key identifier.
      if (wanted !== undefined && has !== undefined && wanted !== has) {
        refused.push({ certificate: to, reason: "key-identifier" });
        continue;
      }
      const state = await this.signed(certificate, to);
      if (state === "bad") refused.push({ certificate: to, reason: "signature" });
      else if (state !== undefined) links.push({ to, state, isAnchor });
    }
    this.links.set(certificate, links);
    this.refused.set(certificate, refused);
    return links;
  }

  /** Undefined where no more signatures may be tried. */
  private async signed(certificate: ReadCertificate, issuer: ReadCertificate) {
    const key = this.keys.get(issuer) ?? toHex(issuer.spki);
    this.keys.set(issuer, key);
    const id = `${certificate.facts.fingerprint} ${key}`;
    const known = this.tried.get(id);
    if (known !== undefined) return known;
    if (!this.steps.spend()) return undefined;
    const state = await verifyIssued(certificate, issuer);
    this.tried.set(id, state);
    return state;
  }
}
