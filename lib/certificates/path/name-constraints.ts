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

/**
 * RFC 5280 4.2.1.10 over a path. Judged: directory names, DNS names and e-mail addresses. Anything else that is
 * constrained (URIs, IP addresses, other names), and cannot be shown to be absent below, is `unsure`.
 */
export function nameConstraintFaults(chain: Chain): Findings {
  const issuers = chain.anchor === undefined ? chain.path.slice(1) : [...chain.path.slice(1), chain.anchor];
  const all: Findings = { constrained: false, faults: [], unsure: [] };
  issuers.forEach((issuer, index) => {
    const raw = issuer.facts.nameConstraints;
    if (raw === undefined) return;
    all.constrained = true;
    const below = chain.path.slice(0, index + 1).filter((c, i) => i === 0 || !c.facts.selfIssued);
    const where = shown(issuer.facts.subject.text, 100);
    try {
      for (const list of readDer(raw).children)
        for (const { facts } of below) judgeList(list, facts, where, all);
    } catch {
      all.unsure.push(`${where}: unreadable`);
    }
  });
  return all;
}

/** `list` is permittedSubtrees [0] or excludedSubtrees [1]. */
function judgeList(list: DerNode, facts: CertificateFacts, where: string, all: Findings): void {
  const permitted = list.tag === 0xa0;
  const bases = list.children.map((subtree) => child(subtree, 0));
  for (const kind of new Set(bases.map(({ tag }) => tag))) {
    const same = bases.filter(({ tag }) => tag === kind);
    const names = namesOf(kind, facts);
    if (names === undefined) {
      all.unsure.push(`${where}: names of kind ${kind & 0x1f}`);
      continue;
    }
    for (const name of names) {
      const inside = same.some((base) => contains(kind, base, name));
      if (permitted !== inside) all.faults.push(`${where} does not admit the name ${shown(name.text, 120)}`);
    }
  }
}

interface OneName {
  text: string;
  parts: readonly string[];
}

function namesOf(kind: number, facts: CertificateFacts): OneName[] | undefined {
  const alternatives = (type: string) =>
    facts.alternativeNames.filter((n) => n.type === type).map((n) => ({ text: n.value, parts: [] }));
  if (kind === 0xa4) {
    const other = facts.alternativeNames.some((n) => n.type === "dn");
    if (other) return undefined;
    return facts.subject.attributes.length === 0
      ? []
      : [{ text: facts.subject.text, parts: split(facts.subject.canonical) }];
  }
  if (kind === 0x82) {
    // OpenSSL holds a common name that looks like a host to DNS constraints where there is no alternative DNS name.
    const dns = alternatives("dns");
    const names = facts.subject.attributes.filter(
      (a) => a.type === "CN" && /^[\w-]+(\.[\w-]+)+$/.test(a.value),
    );
    return dns.length > 0 ? dns : names.map((a) => ({ text: a.value, parts: [] }));
  }
  if (kind === 0x81) {
    const mails = facts.subject.attributes
      .filter((a) => a.type === "emailAddress")
      .map((a) => ({ text: a.value, parts: [] }));
    return [...alternatives("email"), ...mails];
  }
  const absent = kind === 0x86 ? "url" : kind === 0x87 ? "ip" : undefined;
  if (absent !== undefined && !facts.alternativeNames.some((n) => n.type === absent)) return [];
  return undefined;
}

const split = (canonical: string) => canonical.split(/,(?=[\d.]+=)/);

function contains(kind: number, base: DerNode, name: OneName): boolean {
  if (kind === 0xa4) {
    const parts = split(readName(child(base, 0)).canonical);
    if (parts.length === 1 && parts[0] === "") return true;
    return parts.every((part, index) => part === name.parts[index]);
  }
  const limit = String.fromCharCode(...base.content.subarray(0, 512)).toLowerCase();
  const text = name.text.toLowerCase();
  if (limit === "") return true;
  if (kind === 0x82)
    return limit.startsWith(".") ? text.endsWith(limit) : text === limit || text.endsWith(`.${limit}`);
  const host = text.slice(text.lastIndexOf("@") + 1);
  if (limit.includes("@")) return text === limit;
  return limit.startsWith(".") ? host.endsWith(limit) : host === limit;
}
