import { type Budget, budget } from "@/lib/bounded";
import { type DerNode, readDer } from "../read/der";
import { child } from "../read/der-values";
import type { CertificateFacts } from "../read/facts";
import { readName, shown } from "../read/names";
import type { Chain } from "./chain";

interface Findings {
  constrained: boolean;
  faults: string[];
  unsure: string[];
}

/** A name held against a limit, for a whole path. A CA with a hundred limits and a hundred names takes a tenth. */
export const COMPARISONS = 100_000;

/**
 * RFC 5280 4.2.1.10 over a path. Judged: directory names, DNS names and e-mail addresses. Anything else that is
 * constrained (URIs, IP addresses, other names), and cannot be shown to be absent below, is `unsure`; so is what takes
 * more comparisons than `COMPARISONS`.
 */
export function nameConstraintFaults(chain: Chain): Findings {
  const issuers = chain.anchor === undefined ? chain.path.slice(1) : [...chain.path.slice(1), chain.anchor];
  const steps = budget(COMPARISONS);
  const all: Findings = { constrained: false, faults: [], unsure: [] };
  issuers.forEach((issuer, index) => {
    const raw = issuer.facts.nameConstraints;
    if (raw === undefined) return;
    all.constrained = true;
    const below = chain.path.slice(0, index + 1).filter((c, i) => i === 0 || !c.facts.selfIssued);
    const where = shown(issuer.facts.subject.text, 100);
    try {
      for (const list of readDer(raw).children)
        for (const { facts } of below) judgeList(list, facts, where, all, steps);
    } catch {
      all.unsure.push(`${where}: unreadable`);
    }
  });
  return all;
}

/** `list` is permittedSubtrees [0] or excludedSubtrees [1]. */
function judgeList(
  list: DerNode,
  facts: CertificateFacts,
  where: string,
  all: Findings,
  steps: Budget,
): void {
  const permitted = list.tag === 0xa0;
  const byKind = new Map<number, DerNode[]>();
  for (const subtree of list.children) {
    const base = child(subtree, 0);
    const same = byKind.get(base.tag);
    if (same === undefined) byKind.set(base.tag, [base]);
    else same.push(base);
  }
  for (const [kind, bases] of byKind) {
    const names = namesOf(kind, facts);
    if (names === undefined) {
      all.unsure.push(`${where}: names of kind ${kind & 0x1f}`);
      continue;
    }
    // Each comparison costs about what the limit is long; to read the limits costs as much once.
    const work = bases.length * (names.length + 1);
    if (!steps.spend(work)) {
      all.unsure.push(
        `${where}: ${names.length} names against ${bases.length} limits are more than is compared here`,
      );
      continue;
    }
    const limits = names.length === 0 ? [] : bases.map((base) => limitOf(kind, base));
    for (const name of names)
      if (permitted !== limits.some((admits) => admits(name)))
        all.faults.push(`${where} does not allow the name ${shown(name.text, 120)}`);
  }
}

interface OneName {
  text: string;
  /** In lower case, as names of hosts are compared. */
  folded: string;
  parts: readonly string[];
}

const nameOf = (text: string): OneName => ({ text, folded: text.toLowerCase(), parts: [] });

function namesOf(kind: number, facts: CertificateFacts): OneName[] | undefined {
  const alternatives = (type: string) =>
    facts.alternativeNames.filter((n) => n.type === type).map((n) => nameOf(n.value));
  if (kind === 0xa4) {
    const other = facts.alternativeNames.some((n) => n.type === "dn");
    if (other) return undefined;
    return facts.subject.attributes.length === 0
      ? []
      : [{ text: facts.subject.text, folded: "", parts: split(facts.subject.canonical) }];
  }
  if (kind === 0x82) {
    // OpenSSL holds a common name that looks like a host to DNS constraints where there is no alternative DNS name.
    const dns = alternatives("dns");
    const names = facts.subject.attributes.filter(
      (a) => a.type === "CN" && /^[\w-]+(\.[\w-]+)+$/.test(a.value),
    );
    return dns.length > 0 ? dns : names.map((a) => nameOf(a.value));
  }
  if (kind === 0x81) {
    const mails = facts.subject.attributes
      .filter((a) => a.type === "emailAddress")
      .map((a) => nameOf(a.value));
    return [...alternatives("email"), ...mails];
  }
  const absent = kind === 0x86 ? "url" : kind === 0x87 ? "ip" : undefined;
  if (absent !== undefined && !facts.alternativeNames.some((n) => n.type === absent)) return [];
  return undefined;
}

const split = (canonical: string) => canonical.split(/,(?=[\d.]+=)/);

/** A limit, read once: says which names are inside it. */
function limitOf(kind: number, base: DerNode): (name: OneName) => boolean {
  if (kind === 0xa4) {
    const parts = split(readName(child(base, 0)).canonical);
    if (parts.length === 1 && parts[0] === "") return () => true;
    return (name) => parts.every((part, index) => part === name.parts[index]);
  }
  const limit = String.fromCharCode(...base.content.subarray(0, 512)).toLowerCase();
  if (limit === "") return () => true;
  const within = limit.startsWith(".") ? limit : `.${limit}`;
  if (kind === 0x82) return ({ folded }) => folded.endsWith(within) || (within !== limit && folded === limit);
  if (limit.includes("@")) return ({ folded }) => folded === limit;
  return ({ folded }) => {
    const host = folded.slice(folded.lastIndexOf("@") + 1);
    return within === limit ? host.endsWith(limit) : host === limit;
  };
}
