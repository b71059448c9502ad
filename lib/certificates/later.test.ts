import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expiryCalendar, inspectRevocationList, judgeRenewal } from "./public";
import { CA, CLIENT, type Issued, type Openssl, openssl } from "./testing/openssl";

/** What comes after the first check: revocation lists, renewal, the reminder. */
let o: Openssl;
let root: Issued;
let other: Issued;
let leaf: Issued;
let renewed: Issued;
beforeAll(() => {
  o = openssl();
  root = o.issue({ subject: "/CN=Root", keyName: "root", extensions: CA, days: 3650 });
  other = o.issue({ subject: "/CN=Other", keyName: "other", extensions: CA, days: 3650 });
  leaf = o.issue({ subject: "/CN=ckm", extensions: CLIENT, issuer: root, serial: "0x41abcd", days: 100 });
  renewed = o.issue({ subject: "/CN=ckm", extensions: CLIENT, issuer: root, keyName: "second", days: 465 });
});
afterAll(() => o.remove());

/** A list by `openssl ca`, with the serial numbers on it. */
function list(
  ca: Issued,
  revoked: readonly string[],
  options: { digest?: string; version1?: boolean; days?: number } = {},
): string {
  const rows = revoked.map((serial) => `R\t300101000000Z\t260101000000Z\t${serial}\tunknown\t/CN=x`);
  writeFileSync(join(o.dir, "index"), rows.map((row) => `${row}\n`).join(""));
  writeFileSync(join(o.dir, "index.attr"), "unique_subject = no\n");
  writeFileSync(join(o.dir, "number"), "01\n");
  const number = options.version1 ? "" : "crlnumber=number\n";
  writeFileSync(
    join(o.dir, "list.cnf"),
    `[ca]\ndefault_ca=c\n[c]\ndatabase=index\n${number}default_md=${options.digest ?? "sha256"}\n`,
  );
  o.run([
    "ca",
    "-config",
    "list.cnf",
    "-gencrl",
    "-keyfile",
    ca.keyFile,
    "-cert",
    ca.pemFile,
    "-crldays",
    String(options.days ?? 30),
    "-out",
    "list.pem",
  ]);
  return readFileSync(join(o.dir, "list.pem"), "utf8");
}

describe("a revocation list", () => {
  const judge = async (input: string | Uint8Array, anchor = root.pem, now = new Date()) => {
    const {
      verdicts,
      problem,
      list: facts,
    } = await inspectRevocationList({ input, trustAnchor: anchor, client: leaf.pem, now });
    expect(problem).toBeUndefined();
    return { facts, of: (id: string) => verdicts.find((v) => v.id === `revocation.${id}`)?.status, verdicts };
  };

  it("of the anchor, with another certificate on it, has nothing to mend, as OpenSSL says", async () => {
    const pem = list(root, ["41FFFF"]);
    const { verdicts, facts } = await judge(pem);
    expect(verdicts.filter(({ status }) => status !== "pass")).toEqual([]);
    expect(facts).toMatchObject({ entries: 1, version: 2, revokesClient: false });
    o.run(["crl", "-in", "list.pem", "-CAfile", root.pemFile, "-noout"]);
    o.run(["crl", "-in", "list.pem", "-outform", "DER", "-out", "list.der"]);
    expect(
      (await judge(new Uint8Array(readFileSync(join(o.dir, "list.der"))))).facts?.pem.replace(/\s/g, ""),
    ).toBe(pem.replace(/\s/g, ""));
  });

  it("finds the client certificate on it", async () => {
    expect((await judge(list(root, ["41ABCD", "02"]))).of("client-not-revoked")).toBe("fail");
  });

  it("is judged in its other points", async () => {
    const later = new Date(Date.now() + 40 * 86_400_000);
    expect((await judge(list(root, []))).of("entries")).toBe("warn");
    expect((await judge(list(root, ["02"], { digest: "sha1" }))).of("signature-algorithm")).toBe("warn");
    expect((await judge(list(root, ["02"]), root.pem, later)).of("dates")).toBe("warn");
    expect((await judge(list(other, ["02"]))).of("signed-by-anchor")).toBe("warn");
    const twin = o.issue({ subject: "/CN=Root", keyName: "twin", extensions: CA });
    expect((await judge(list(twin, ["02"]))).of("signed-by-anchor")).toBe("fail");
    const many = Array.from({ length: 16_000 }, (_, index) => (0x500000 + index).toString(16).toUpperCase());
    expect((await judge(list(root, many))).of("size")).toBe("fail");
  });

  it("that is none, is cut, or holds a key is a problem", async () => {
    const code = async (input: string) =>
      (await inspectRevocationList({ input, now: new Date() })).problem?.code;
    expect(await code(leaf.pem)).toBe("revocation-list-none");
    expect(await code(list(root, ["02"]).slice(0, 200))).toBe("pem-cut");
    expect(await code(readFileSync(leaf.keyFile, "utf8"))).toBe("certificate-private-key");
    expect(await code("")).toBe("certificate-input-empty");
  });
});

describe("a renewal", () => {
  const judge = (next: string, previous = leaf.pem, anchor = root.pem, now = new Date()) =>
    judgeRenewal({ previous, next, trustAnchor: anchor, now });
  const of = (result: Awaited<ReturnType<typeof judge>>, id: string) =>
    result.verdicts.find((v) => v.id === `renewal.${id}`)?.status;

  it("with the same subject and issuer and a new key needs nothing in AWS", async () => {
    const result = await judge(renewed.pem);
    expect(result.accepted).toBe(true);
    expect(result.verdicts.filter((v) => v.id.startsWith("renewal.")).map((v) => v.status)).toEqual([
      "pass",
      "pass",
      "pass",
      "pass",
      "pass",
      "pass",
    ]);
    expect(result.steps[0]).toMatchObject({ where: "AWS", text: expect.stringContaining("Nothing") });
    expect(result.steps.map((s) => s.where)).toContain("CipherTrust");
  });

  it("is held to the fields that the role requires", async () => {
    const held = async (required: Record<string, string>) => {
      const request = { previous: leaf.pem, next: renewed.pem, trustAnchor: root.pem, now: new Date() };
      return of(await judgeRenewal({ ...request, required }), "required-fields");
    };
    expect(await held({ "x509Subject/CN": "ckm" })).toBe("pass");
    expect(await held({ "x509Subject/CN": "CKM" })).toBe("fail");
    expect(await held({ "x509Subject/CN": "ckm", "x509Subject/O": "Example" })).toBe("fail");
  });

  it("says what differs", async () => {
    expect(of(await judge(leaf.pem), "really-new")).toBe("fail");
    const sameKey = o.issue({ subject: "/CN=ckm", extensions: CLIENT, issuer: root, days: 300 });
    expect(of(await judge(sameKey.pem), "key")).toBe("warn");
    const renamed = o.issue({ subject: "/CN=ckm2", extensions: CLIENT, issuer: root, days: 300 });
    const changed = await judge(renamed.pem);
    expect(of(changed, "same-subject")).toBe("warn");
    expect(changed.steps.map((s) => s.text).join()).toContain("Change conditions on the subject");
    const moved = o.issue({ subject: "/CN=ckm", extensions: CLIENT, issuer: other, days: 300 });
    const elsewhere = await judge(moved.pem);
    expect(of(elsewhere, "same-issuer")).toBe("warn");
    expect(elsewhere.steps[0]?.text).toContain("Add the new CA to the trust anchor");
    expect(elsewhere.accepted).toBe(false);
    expect(
      of(await judge(renewed.pem, leaf.pem, root.pem, new Date(Date.now() + 200 * 86_400_000)), "overlap"),
    ).toBe("warn");
    expect((await judge("nothing")).problem?.code).toBe("certificate-unreadable");
    expect((await judge(renewed.pem, "nothing")).problem).toMatchObject({ field: "previous" });
  });
});

describe("the calendar of expiry", () => {
  it("is read by a parser: an event each, the first first, with reminders, whatever is in the names", () => {
    const text = expiryCalendar(
      [
        {
          what: "CA certificate CN=Röot; O=a, b\\c\nEND:VCALENDAR",
          notAfter: new Date("2030-01-02T03:04:05Z"),
          id: "aa:bb",
        },
        {
          what: `Client certificate CN=${"ü".repeat(64)}`,
          notAfter: new Date("2027-05-06T07:08:09Z"),
          id: "cc",
        },
      ],
      "my connection",
      new Date("2026-11-24T00:00:00Z"),
    );
    for (const line of text.split("\r\n"))
      expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    const calendar = parse(text);
    expect(calendar.name).toBe("VCALENDAR");
    const events = calendar.parts;
    expect(events.map((e) => e.values.DTSTART)).toEqual(["20270506T070809Z", "20300102T030405Z"]);
    expect(events[1]?.values.SUMMARY).toBe(
      "CA certificate CN=Röot; O=a, b\\c\nEND:VCALENDAR ends (my connection)",
    );
    expect(events[0]?.values.SUMMARY).toContain("ü".repeat(64));
    for (const event of events)
      expect(event.parts.map((a) => a.values.TRIGGER)).toEqual(["-P45D", "-P14D", "-P3D"]);
  });
});

interface Component {
  name: string;
  values: Record<string, string>;
  parts: Component[];
}

/** RFC 5545: unfold, nest, unescape. Throws where BEGIN and END do not pair. */
function parse(text: string): Component {
  const stack: Component[] = [{ name: "", values: {}, parts: [] }];
  for (const line of text
    .replace(/\r\n[ \t]/g, "")
    .split("\r\n")
    .filter((l) => l !== "")) {
    const [, key = "", value = ""] = /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line) ?? [];
    if (key === "") throw new Error(`no property: ${line}`);
    const top = stack[stack.length - 1];
    if (key === "BEGIN") stack.push({ name: value, values: {}, parts: [] });
    else if (key === "END") {
      const done = stack.pop();
      if (done?.name !== value) throw new Error(`END:${value} closes ${done?.name}`);
      stack[stack.length - 1]?.parts.push(done);
    } else if (top) top.values[key] = value.replace(/\\([\\;,n])/g, (_, c) => (c === "n" ? "\n" : c));
  }
  const [calendar] = stack[0]?.parts ?? [];
  if (stack.length !== 1 || !calendar) throw new Error("not one calendar");
  return calendar;
}
