import { wrapDer } from "@/lib/certificates/read/der-values";
import {
  certificate,
  type Draft,
  dnsBase,
  type Extension,
  extensions,
  makeKeys,
  name,
  type TestKey,
} from "@/lib/certificates/testing/generate";
import { readPolicy } from "@/lib/permissions";
import { type HostileKind, hostilePolicies } from "@/lib/permissions/testing/hostile-policies";
import { isProblem } from "@/lib/problems";
import { sentPolicy } from "@/lib/sent";
import type { Answered, Visitor } from "./visitor";

/** One thing that a hostile browser sends, through a real action, to keep the server at work. */
export interface Attack {
  kind: string;
  /** More than any input has, or none of ours: to be refused before anything judges it. */
  refused?: boolean;
  send(visitor: Visitor): Promise<Answered>;
}

const DAY = 24 * 3600_000;

function draft(key: TestKey, patch: Partial<Draft>): Draft {
  const now = Date.now();
  return {
    version: 3,
    serial: Uint8Array.of(1),
    subject: name(["CN", "CA"]),
    issuer: name(["CN", "CA"]),
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + 30 * DAY),
    key,
    signer: key,
    digest: "sha256",
    extensions: [],
    ...patch,
  };
}

function certificates(trustAnchor: string, client: string): Attack["send"] {
  return (visitor) =>
    visitor.call("validateCertificates", visitor.planId, {
      authority: "own",
      trustAnchor,
      client,
      pilot: false,
      seen: visitor.seen(),
    });
}

/** Characters that a certificate box takes. */
const BOX = 63_000;

const sequence = (...parts: Uint8Array[]) => wrapDer(0x30, ...parts);
const hosts = (count: number) => Array.from({ length: count }, (_, i) => `a.b${i}.test`);
const alternativeNames: Extension = {
  oid: "2.5.29.17",
  critical: false,
  value: sequence(...hosts(1_800).map((host) => dnsBase(host))),
};
const nameConstraints: Extension = {
  oid: "2.5.29.30",
  critical: true,
  value: sequence(wrapDer(0xa1, ...hosts(1_500).map((host) => sequence(dnsBase(`x.${host}`))))),
};

/** A policy as the page sends it: an object. What is no JSON is sent as it is, for the schema to refuse. */
function asSent(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const LENGTHS = [60_000, 40_000, 25_000, 12_000, 6_000, 4_000, 2_500, 2_000, 1_500];

/**
 * A kind of hostile policy as long as it may be at all, and as long as an action takes it: where none is taken, by its
 * form, there is the first alone.
 */
function asPolicies({ kind, text }: HostileKind, both: boolean): Attack[] {
  const attack = (length: number, refused: boolean): Attack => ({
    kind: `policies, ${kind}, ${length}`,
    refused,
    send: (visitor) =>
      visitor.call("readPolicies", visitor.planId, {
        // All boxes together take what one may hold.
        policies: Array.from({ length: length > 12_000 ? 1 : 5 }, () => asSent(text(length))),
      }),
  });
  const taken = LENGTHS.find((length) => {
    const written = sentPolicy.safeParse(asSent(text(length)));
    return written.success && !isProblem(readPolicy(JSON.stringify(written.data)));
  });
  const longest = LENGTHS[0] ?? 0;
  return [
    ...(taken === undefined || (both && taken !== longest) ? [attack(longest, true)] : []),
    ...(taken === undefined ? [] : [attack(taken, false)]),
  ];
}

/** @param share of the kinds of policies: 1 is all of them, at two lengths */
export function makeAttacks(share: number): Attack[] {
  const key = makeKeys().find(({ kind }) => kind === "P-256");
  if (key === undefined) throw new Error("There is no key to sign with.");
  const ca = (serial: number, more: Partial<Draft> = {}) =>
    certificate(
      draft(key, {
        serial: Uint8Array.of(1, serial >> 8, serial & 255),
        extensions: [extensions.basic(true), extensions.usage(0x06)],
        ...more,
      }),
    ).pem;
  const leaf = (more: Partial<Draft> = {}) =>
    certificate(
      draft(key, {
        subject: name(["CN", "ckm"]),
        serial: Uint8Array.of(9),
        extensions: [extensions.basic(false), extensions.usage(0x80)],
        ...more,
      }),
    ).pem;
  const some = (count: number) => Array.from({ length: count }, (_, i) => ca(i)).join("");
  const fitting = Math.floor(BOX / ca(1).length) - 2;
  const many = name(...Array.from({ length: 800 }, (_, i): [string, string] => ["OU", `unit ${i}`]));
  const constrained = ca(1, { extensions: [extensions.basic(true), nameConstraints] });
  const named = leaf({ extensions: [alternativeNames] });
  const policies = hostilePolicies
    .filter((_, i) => i % Math.round(1 / share) === 0)
    .flatMap((kind) => asPolicies(kind, share === 1));
  return [
    { kind: "48 CAs of one name and key", send: certificates(some(2), leaf() + some(Math.min(47, fitting))) },
    {
      kind: "CAs of one name and key, a box full",
      refused: true,
      send: certificates(ca(200), leaf() + some(fitting)),
    },
    { kind: "a box full of anchors", refused: true, send: certificates(some(fitting), leaf()) },
    { kind: "many constraints and many names", send: certificates(constrained, named) },
    {
      kind: "a name of 800 parts",
      send: certificates(ca(1, { subject: many, issuer: many }), leaf({ issuer: many })),
    },
    {
      kind: "quotes behind the PEM",
      refused: true,
      send: certificates(ca(1), `${leaf()}${'"'.repeat(60_000)}`),
    },
    {
      kind: "half a PEM, many times",
      refused: true,
      send: certificates(ca(1), "-----BEGIN CERTIFICATE-----\n".repeat(2_000)),
    },
    ...policies,
    {
      kind: "a stored text of secrets, and a checklist",
      async send(visitor) {
        await visitor.call("saveAnswers", visitor.planId, {
          slice: "start",
          fields: { connectionName: "secret-".repeat(28), description: "secret-".repeat(140) },
          seen: visitor.seen(),
        });
        return visitor.call("createChecklistLink", visitor.planId, { days: 30 });
      },
    },
    ...[
      { kind: "a deep plan", document: deep(3_000) },
      {
        kind: "a plan of many members",
        document: Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`m${i}`, i])),
      },
      {
        kind: "a plan of many sets",
        document: { start: { sets: Array.from({ length: 60_000 }, () => "x") } },
      },
    ].map(({ kind, document }) => ({
      kind,
      refused: true,
      send: (visitor: Visitor) => visitor.call("restorePlan", { world: "aws", document }),
    })),
  ];
}

function deep(levels: number): unknown {
  let value: unknown = [];
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}
