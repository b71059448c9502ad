import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspectCertificates } from "../index";
import {
  certificate,
  directoryBase,
  dnsBase,
  type Extension,
  extensions,
  makeKeys,
  name,
  type Random,
  randomFrom,
  type TestKey,
} from "./generate";

export const NOW = new Date("2026-06-01T12:00:00Z");
const DAY = 86_400_000;

export interface Case {
  leaf: string;
  pool: string[];
  anchor: string;
  /** What the generator did to it, for the message. */
  notes: string[];
}

export interface Agreement {
  cases: number;
  accepted: number;
  opensslOk: number;
  /** Accepted here, refused by OpenSSL: must stay empty. */
  wrongPasses: string[];
  /** Refused here, verified by OpenSSL: the rules that refused, counted. Each must be in the list of the test. */
  stricter: Map<string, number>;
  /** Both refuse. */
  bothRefuse: number;
}

/** Generates chains, judges each here and with one `openssl verify` for all, and compares. */
export async function compareWithOpenssl(count: number, seed: number): Promise<Agreement> {
  const cases = generatedCases(count, seed);
  const dir = mkdtempSync(join(tmpdir(), "agreement-"));
  try {
    const verified = await opensslVerify(dir, cases);
    const result: Agreement = {
      cases: count,
      accepted: 0,
      opensslOk: verified.size,
      wrongPasses: [],
      stricter: new Map(),
      bothRefuse: 0,
    };
    for (const [index, one] of cases.entries()) await compare(one, index, verified, result);
    return result;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Chains of random depth, algorithms, dates and faults; the keys are new each time, the rest follows from the seed. */
export function generatedCases(count: number, seed: number): Case[] {
  const random = randomFrom(seed);
  const keys = makeKeys();
  return Array.from({ length: count }, (_, index) => makeCase(random, keys, `${seed}-${index}`));
}

async function compare(
  one: Case,
  index: number,
  verified: Map<number, string>,
  result: Agreement,
): Promise<void> {
  const client = await inspectCertificates({
    as: "client",
    input: one.leaf + one.pool.join(""),
    trustAnchor: one.anchor,
    now: NOW,
  });
  const anchor = await inspectCertificates({ as: "trust-anchor", input: one.anchor, now: NOW });
  const accepted = client.accepted && anchor.accepted;
  const ok = verified.has(index);
  if (accepted) result.accepted += 1;
  if (accepted && !ok) result.wrongPasses.push(`case ${index}: ${one.notes.join(", ")}`);
  if (!accepted && !ok) result.bothRefuse += 1;
  if (accepted || !ok) return;
  const reasons = [...client.verdicts, ...anchor.verdicts]
    .filter(({ status }) => status === "fail" || status === "unknown")
    .map(({ id, status }) => `${id} ${status}`);
  for (const reason of [
    ...reasons,
    ...[client.problem?.code, anchor.problem?.code].filter((code) => code !== undefined),
  ])
    result.stricter.set(reason, (result.stricter.get(reason) ?? 0) + 1);
}

/** Indexes of the leaves that OpenSSL verifies up to an anchor, root or intermediate alike. Names are unique a case. */
async function opensslVerify(dir: string, cases: readonly Case[]): Promise<Map<number, string>> {
  writeFileSync(join(dir, "anchors.pem"), cases.map(({ anchor }) => anchor).join(""));
  writeFileSync(join(dir, "pool.pem"), cases.flatMap(({ pool }) => pool).join(""));
  cases.forEach(({ leaf }, index) => {
    writeFileSync(join(dir, `${index}.pem`), leaf);
  });
  const args = [
    "verify",
    "-partial_chain",
    "-attime",
    String(NOW.getTime() / 1000),
    "-trusted",
    "anchors.pem",
    "-untrusted",
    "pool.pem",
    ...cases.map((_, i) => `${i}.pem`),
  ];
  const output = await new Promise<string>((resolve) => {
    // Exit code 2 says that some did not verify; the lines say which.
    execFile("openssl", args, { cwd: dir, maxBuffer: 64 << 20 }, (_error, stdout) => resolve(stdout));
  });
  return new Map([...output.matchAll(/^(\d+)\.pem: OK$/gm)].map((match) => [Number(match[1]), "OK"]));
}

function makeCase(random: Random, keys: readonly TestKey[], id: string): Case {
  const notes: string[] = [];
  const depth = random.pick([0, 0, 0, 1, 1, 2, 3]);
  const usual = () => (random.chance(0.75) ? random.pick(keys.slice(0, 6)) : random.pick(keys));
  const rootKey = usual();
  const rootName = nameOf(`Root ${id}`);
  const authorities: {
    key: TestKey;
    subject: Uint8Array;
    pem: string;
    subjectKeyId?: Uint8Array | undefined;
  }[] = [];
  for (let level = 0; level <= depth; level += 1) {
    const key = level === 0 ? rootKey : usual();
    const issuer = authorities[level - 1];
    const subject = level === 0 ? rootName : nameOf(`CA ${level} ${id}`);
    const list = caExtensions(random, notes, key, issuer?.subjectKeyId, depth - level, id);
    const pem = issue(random, notes, { key, subject, list, issuer: issuer ?? { key, subject } });
    const own = list.find((e) => e.oid === "2.5.29.14");
    authorities.push({ key, subject, pem, ...(own ? { subjectKeyId: key.keyId } : {}) });
  }
  const last = authorities[authorities.length - 1];
  if (last === undefined) throw new Error("a case has a root");
  const key = usual();
  const wrong = random.chance(0.06);
  if (wrong) notes.push("signed by another key");
  const leaf = issue(random, notes, {
    key,
    subject: random.chance(0.02) ? name() : nameOf(`leaf ${id}`),
    list: leafExtensions(random, notes, key, last.subjectKeyId),
    issuer: {
      key: wrong ? random.pick(keys) : last.key,
      subject: random.chance(0.03) ? nameOf(`nobody ${id}`) : last.subject,
    },
  });
  // The anchor is the root or any intermediate; the certificates above it are left out or stay in the pool.
  const at = random.below(authorities.length);
  const anchor = authorities[at]?.pem ?? "";
  const pool = authorities.flatMap(({ pem }, index) =>
    index === at ? [] : random.chance(0.05) ? [] : [pem],
  );
  if (pool.length < authorities.length - 1) notes.push("an intermediate is missing");
  return { leaf, pool, anchor, notes };
}

const nameOf = (common: string) => name(["CN", common], ["O", "Agreement"]);

function issue(
  random: Random,
  notes: string[],
  part: {
    key: TestKey;
    subject: Uint8Array;
    list: Extension[];
    issuer: { key: TestKey; subject: Uint8Array };
  },
): string {
  const weak = random.chance(0.05);
  const digest = weak
    ? random.pick(part.issuer.key.kind === "rsa" ? ["md5", "sha1"] : ["sha1"])
    : random.pick(["sha256", "sha256", "sha384", "sha512"]);
  if (weak) notes.push(digest);
  const dates = random.chance(0.9)
    ? [-30, 400]
    : random.pick([
        [-400, -1],
        [1, 400],
        [-1, 10],
        [-2000, 20000],
      ]);
  if (dates[0] !== -30) notes.push(`days ${dates.join(" to ")}`);
  const version = random.chance(0.02) ? 1 : 3;
  if (version === 1) notes.push("version 1");
  const serial = Uint8Array.from({ length: random.chance(0.05) ? 1 : 16 }, () => random.below(127) + 1);
  return certificate({
    version,
    serial,
    subject: part.subject,
    issuer: part.issuer.subject,
    notBefore: new Date(NOW.getTime() + (dates[0] ?? 0) * DAY),
    notAfter: new Date(NOW.getTime() + (dates[1] ?? 0) * DAY),
    key: part.key,
    signer: part.issuer.key,
    digest,
    extensions: part.list,
  }).pem;
}

function caExtensions(
  random: Random,
  notes: string[],
  key: TestKey,
  issuerKeyId: Uint8Array | undefined,
  below: number,
  id: string,
): Extension[] {
  const list: Extension[] = [];
  const note = (share: number, text: string) => {
    const hit = random.chance(share);
    if (hit) notes.push(`CA: ${text}`);
    return hit;
  };
  if (!note(0.02, "no basic constraints"))
    list.push(
      extensions.basic(
        !note(0.03, "CA false"),
        random.chance(0.15) ? random.below(below + 1) : undefined,
        random.chance(0.8),
      ),
    );
  if (!note(0.04, "no key usage"))
    list.push(extensions.usage(note(0.04, "no certificate sign") ? 0x82 : 0x06, random.chance(0.8)));
  if (random.chance(0.85)) list.push(extensions.subjectKeyId(key.keyId));
  if (issuerKeyId !== undefined && random.chance(0.85))
    list.push(extensions.authorityKeyId(note(0.03, "other authority key id") ? key.keyId : issuerKeyId));
  if (note(0.03, "unknown critical")) list.push(extensions.unknown(true));
  if (note(0.03, "unknown")) list.push(extensions.unknown(false));
  if (note(0.04, "permits the names of this test"))
    list.push(extensions.nameConstraints(true, directoryBase(name(["CN", `leaf ${id}`]))));
  if (note(0.02, "permits other names"))
    list.push(extensions.nameConstraints(true, directoryBase(name(["CN", "x"]))));
  if (note(0.02, "excludes a host")) list.push(extensions.nameConstraints(false, dnsBase("example.com")));
  if (note(0.01, "twice")) list.push(extensions.unknown(false), extensions.unknown(false));
  return list;
}

function leafExtensions(
  random: Random,
  notes: string[],
  key: TestKey,
  issuerKeyId: Uint8Array | undefined,
): Extension[] {
  const list: Extension[] = [];
  const note = (share: number, text: string) => {
    const hit = random.chance(share);
    if (hit) notes.push(`leaf: ${text}`);
    return hit;
  };
  if (!note(0.08, "no basic constraints"))
    list.push(extensions.basic(note(0.03, "CA true"), note(0.02, "path length") ? 1 : undefined));
  if (!note(0.05, "no key usage"))
    list.push(extensions.usage(note(0.05, "no digital signature") ? 0x20 : 0x80));
  if (random.chance(0.6))
    list.push(extensions.extendedUsage(note(0.1, "serverAuth") ? "1.3.6.1.5.5.7.3.1" : "1.3.6.1.5.5.7.3.2"));
  if (issuerKeyId !== undefined && random.chance(0.8))
    list.push(extensions.authorityKeyId(note(0.04, "other authority key id") ? key.keyId : issuerKeyId));
  if (random.chance(0.2)) list.push(extensions.alternativeName(random.pick(["a.example.com", "host.test"])));
  if (note(0.03, "unknown critical")) list.push(extensions.unknown(true));
  if (note(0.02, "damaged key usage"))
    list.push({ oid: "2.5.29.15", critical: true, value: Uint8Array.of(4, 1, 0) });
  return list;
}
