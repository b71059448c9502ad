import { describe, expect, it } from "vitest";
import { growth, LINEAR } from "@/lib/bounded/testing/growth";
import { given } from "@/lib/given";
import { inspectCertificates, inspectRevocationList } from ".";
import { readPrivateKey } from "./keys";
import { Issuers, SIGNATURE_STEPS } from "./path/issuers";
import { COMPARISONS, nameConstraintFaults } from "./path/name-constraints";
import { toPem, wrapDer } from "./read/der-values";
import { readCertificate } from "./read/facts";
import * as der from "./testing/hostile-der";

const now = new Date("2026-01-01T00:00:00Z");
const pem = (bytes: Uint8Array) => toPem("CERTIFICATE", bytes);
const inspect = (input: string | Uint8Array, trustAnchor?: string) =>
  inspectCertificates({ as: "client", input, now, ...given({ trustAnchor }) });
const issued = async (input: string, trustAnchor: string) =>
  (await inspect(input, trustAnchor)).verdicts.find(({ id }) => id === "client.issued-by-anchor");

describe("CAs of one name", () => {
  it.each([10, 24, 48])("and one key, %i of them: the path is found at once", async (count) => {
    const [client, ...authorities] = await der.twins(count);
    const [last] = authorities.splice(-1);
    if (client === undefined || last === undefined) throw new Error("no twins");
    const verdict = await issued([client, ...authorities].map(pem).join(""), pem(last));
    expect(verdict?.status).toBe("pass");
    expect(verdict?.evidence.found).toBe("CN=client ← CN=Twin. Every signature was verified.");
    // Not one of them leads to a stranger of that name; each is asked once, and once for the stranger's key.
    const stranger = readCertificate(der.certificate({ subject: der.nameOf("Twin"), extensions: [der.CA] }));
    const read = [client, ...authorities].map((one) => readCertificate(one));
    const issuers = new Issuers(read.slice(1), [stranger]);
    for (const one of read) await issuers.of(one);
    expect(issuers.steps.spent).toBe(2 * read.length);
    const missing = await issued([client, ...authorities].map(pem).join(""), pem(readable(stranger)));
    expect(missing?.status).toBe("fail");
    expect(missing?.evidence.found).toContain("same name, different key");
  });

  it("and many keys: after the signatures that may be tried, nobody says that there is no path", async () => {
    const [client, ...twins] = await der.twins(30);
    if (client === undefined) throw new Error("no twins");
    // Each of the twins could be issued by each of these: 31 × 16 signatures.
    const strangers = Array.from({ length: 16 }, (_, i) =>
      der.certificate({ subject: der.nameOf("Twin"), extensions: [der.CA], spki: der.rsaKey(256 + i) }),
    );
    const [anchor = client] = strangers.splice(-1);
    const issuers = new Issuers(
      [...twins, ...strangers].map((one) => readCertificate(one)),
      [readCertificate(anchor)],
    );
    for (const one of [client, ...twins]) await issuers.of(readCertificate(one));
    expect([issuers.steps.spent, issuers.steps.left]).toEqual([SIGNATURE_STEPS, false]);
    const verdict = await issued([client, ...twins, ...strangers].map(pem).join(""), pem(anchor));
    expect(verdict?.status).toBe("unknown");
    expect(verdict?.evidence.found).toContain("Not judged: many CA certificates of one name were given");
  });
});

const readable = (certificate: ReturnType<typeof readCertificate>) => certificate.der;

describe("name constraints", () => {
  const judge = (limits: number, names: number, last = "") =>
    nameConstraintFaults({
      path: [readCertificate(der.certificate({ extensions: [der.dnsNames(names)] }))],
      anchor: readCertificate(der.certificate({ extensions: [der.CA, der.permitted(limits, last)] })),
      links: ["good"],
    });

  it("of 2,500 limits on 6,500 names are not judged, and that is said", () => {
    const { faults, unsure } = judge(2500, 6500);
    expect(faults).toEqual([]);
    expect(unsure).toEqual(["CN=x: 6500 names against 2500 limits are more than is compared here"]);
  });

  it("of a hundred limits on a hundred names are judged", () => {
    expect(100 * 101 * 5).toBeLessThan(COMPARISONS);
    expect(judge(100, 100)).toMatchObject({ unsure: [], faults: { length: 100 } });
    expect(judge(100, 1, "a0")).toEqual({ constrained: true, faults: [], unsure: [] });
  });
});

describe("a certificate of a strange size", () => {
  it.each<[string, Uint8Array, string]>([
    [
      "nested deeply",
      der.sequence(der.sequence(der.nested(100)), Uint8Array.of(3, 1, 0), Uint8Array.of(3, 1, 0)),
      "nested deeper",
    ],
    [
      "an endless object identifier",
      der.certificate({
        extensions: [
          der.sequence(
            wrapDer(6, Uint8Array.from([...new Uint8Array(60_000).fill(0xff), 1])),
            der.octets(Uint8Array.of(5, 0)),
          ),
        ],
      }),
      "more than 128 octets",
    ],
    [
      "too many elements",
      der.longSequence([
        der.longSequence(Array.from({ length: 150_000 }, () => Uint8Array.of(5, 0))),
        Uint8Array.of(0x30, 0),
        Uint8Array.of(3, 1, 0),
      ]),
      "",
    ],
    [
      "nested without an end",
      Uint8Array.from({ length: 900_000 }, (_, i) => (i % 2 ? 0x80 : 0x30)),
      "nested deeper",
    ],
  ])("%s is refused with the reason", async (_name, input, reason) => {
    const { problem } = await inspect(input);
    expect(problem?.code).toBe("certificate-malformed");
    expect(problem?.sentence).toContain(reason);
  });

  it("with 6,500 names, a serial number of 60,000 octets or a huge key is judged", async () => {
    for (const input of [
      der.certificate({ extensions: [der.dnsNames(6500)] }),
      der.certificate({ serial: wrapDer(2, new Uint8Array(60_000).fill(0x55)) }),
      der.certificate({ spki: der.rsaKey(60_000) }),
    ]) {
      const { verdicts } = await inspect(input);
      expect(verdicts.length).toBeGreaterThan(10);
      for (const { evidence } of verdicts) expect(evidence.found.length).toBeLessThanOrEqual(4000);
    }
  });

  it("many large ones together are refused", async () => {
    const large = pem(der.certificate({ extensions: [der.dnsNames(6500)] }));
    expect((await inspect(large.repeat(8))).problem?.code).toBe("certificate-input-too-large");
  });

  it("tells the first of many faults, and how many more there are", async () => {
    const critical = (i: number) =>
      der.sequence(der.oid(`1.2.3.${i + 200}`), Uint8Array.of(1, 1, 0xff), der.octets(Uint8Array.of(5, 0)));
    const { verdicts } = await inspect(
      der.certificate({ extensions: Array.from({ length: 1000 }, (_, i) => critical(i)) }),
    );
    const found = verdicts.find(({ id }) => id === "client.extensions-known")?.evidence.found;
    expect(found).toMatch(/^Critical and not known: 1\.2\.3\.200, .* and 990 more\.$/);
  });
});

describe("a revocation list", () => {
  it("of more elements than are read is refused with the reason", async () => {
    const { problem } = await inspectRevocationList({ input: der.revocationList(42_000), now });
    expect(problem?.sentence).toContain("more than 100000 elements");
  });

  it("takes time in proportion to its entries", async () => {
    const lists = new Map([4000, 32_000].map((n) => [n, der.revocationList(n)]));
    const read = (n: number) => inspectRevocationList({ input: lists.get(n) ?? "", now });
    expect((await read(32_000)).list?.entries).toBe(32_000);
    expect(await growth(read, 4000)).toBeLessThan(LINEAR);
  });
});

const part = (text: string) => (n: number) => text.repeat(n / text.length);
const within = (body: (n: number) => string) => (n: number) =>
  `-----BEGIN CERTIFICATE-----\nA${body(n)}A\n-----END CERTIFICATE-----`;

describe("a text takes time in proportion to its length", () => {
  it.each<[string, (n: number) => string]>([
    ["quotes", part('"')],
    ["quotes in a block", within(part('"'))],
    ["blanks in a block", within(part(" "))],
    ["short lines in a block", within(part("A\n"))],
    ["beginnings without ends", part("-----BEGIN CERTIFICATE-----\n")],
    ["empty blocks", part("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n")],
    [
      "headers",
      (n) =>
        `-----BEGIN RSA PRIVATE KEY-----\n${part("Proc-Type: 4,ENCRYPTED\n")(n)}\nAAAA\n-----END RSA PRIVATE KEY-----`,
    ],
    ["base64 without armour", part("A")],
    ["escaped line breaks", part("\\n")],
    ["hyphens", part("-")],
    ["words of keys", part("PRIVATE ")],
  ])("%s", async (_name, make) => {
    const texts = new Map([120_000, 960_000].map((n) => [n, make(n)]));
    const both = (n: number) => [inspect(texts.get(n) ?? ""), readPrivateKey(texts.get(n) ?? "", "x")];
    expect(await growth((n) => Promise.all(both(n)), 120_000)).toBeLessThan(LINEAR);
  });
});
