import "reflect-metadata";
import { KeyUsageFlags, KeyUsagesExtension, X509CertificateGenerator } from "@peculiar/x509";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectCertificates } from "../index";
import { CA, CLIENT, type Issued, type IssueOptions, type Openssl, openssl } from "../testing/openssl";
import { anchor, type Row, rows, without } from "../testing/rules-rows";
import { certificateRules } from ".";

let o: Openssl;
const issued = new Map<string, Issued>();
beforeAll(() => {
  o = openssl();
});
afterAll(() => o.remove());

async function judge(row: Row) {
  const options: IssueOptions = {
    subject: "/CN=ckm-prod/O=Corp",
    extensions: row.as === "client" ? CLIENT : CA,
    ...row.options,
  };
  const id = JSON.stringify(options);
  const made = issued.get(id) ?? o.issue(options);
  issued.set(id, made);
  const result = await inspectCertificates({
    as: row.as,
    input: made.pem,
    ...(row.now ? { now: row.now } : {}),
  });
  expect(result.problem).toBeUndefined();
  const part = row.as === "client" ? "client" : "anchor";
  const verdict = result.verdicts.find(({ id: found }) => found === `${part}.${row.rule}`);
  return { verdict, result };
}

describe.each(rows)("$as, $rule, $what", (row) => {
  it(`is ${row.expected}`, async () => {
    const { verdict, result } = await judge(row);
    expect(verdict?.status, verdict?.evidence.found).toBe(row.expected);
    expect(verdict?.evidence.found).not.toBe("");
    if (row.expected === "fail") expect(result.accepted).toBe(false);
    if (row.expected === "fail" && row.rule !== "not-before")
      expect(verdict?.remedy?.text, "a failing rule says what to do").toBeTruthy();
  });
});

describe("the table", () => {
  it("has a row that passes, and one that does not, for every rule and part", () => {
    const parts = certificateRules.flatMap(({ id, scope }) =>
      (scope === "both"
        ? ["client", "trust-anchor"]
        : scope === "anchor"
          ? ["trust-anchor"]
          : ["client"]
      ).map((as) => `${as} ${id}`),
    );
    const seen = (good: boolean) =>
      new Set(
        rows.filter(({ expected }) => (expected === "pass") === good).map(({ as, rule }) => `${as} ${rule}`),
      );
    // Serial and subject of an anchor pass in every other row; a common name of over 64 characters is its own test.
    const elsewhere = ["trust-anchor serial-number", "trust-anchor subject-present"];
    // OpenSSL refuses to write an extension twice: the test below makes that certificate.
    // A key that is none is made by `malformed.test.ts`.
    const handMade = ["extensions-once", "key-readable"].flatMap((id) => [
      `client ${id}`,
      `trust-anchor ${id}`,
    ]);
    expect(parts.filter((part) => !seen(true).has(part) && !elsewhere.includes(part))).toEqual([]);
    expect(parts.filter((part) => !seen(false).has(part) && !handMade.includes(part))).toEqual([]);
  });

  it.each(["client", "trust-anchor"] as const)(
    "refuses an extension that stands twice, as %s",
    async (as) => {
      const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
        "sign",
        "verify",
      ]);
      const made = await X509CertificateGenerator.createSelfSigned({
        name: "CN=twice",
        keys,
        signingAlgorithm: { name: "ECDSA", hash: "SHA-256" },
        extensions: [
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature),
          new KeyUsagesExtension(KeyUsageFlags.keyCertSign),
        ],
      });
      const { verdicts, accepted } = await inspectCertificates({ as, input: new Uint8Array(made.rawData) });
      expect(accepted).toBe(false);
      expect(verdicts.find(({ id }) => id.endsWith(".extensions-once"))?.evidence.found).toBe(
        "Appears twice: Key Usage.",
      );
    },
  );

  it("tells an absent extension from one that says no", async () => {
    const absent = await judge(
      anchor("basic-constraints", "", { extensions: without(CA, "basicConstraints") }, "fail"),
    );
    const no = await judge(anchor("basic-constraints", "", { extensions: CLIENT }, "fail"));
    expect(absent.verdict?.evidence.found).toContain("absent");
    expect(no.verdict?.evidence.found).toContain("CA: false");
  });

  it("gives each rule an id of its own in its part, a source and a why", () => {
    for (const as of ["client", "anchor"] as const) {
      const ids = certificateRules
        .filter(({ scope }) => scope === as || scope === "both")
        .map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
    for (const rule of certificateRules)
      expect([rule.source.title, rule.why, rule.title].every((text) => text.length > 5)).toBe(true);
  });
});
