import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectRevocationList } from "../public";
import { CA, CLIENT, type Issued, type Openssl, openssl } from "../testing/openssl";

/** What the extensions of a list say of it, on lists that `openssl ca` made. */

let o: Openssl;
let root: Issued;
let leaf: Issued;
beforeAll(() => {
  o = openssl();
  root = o.issue({ subject: "/CN=Root", keyName: "root", extensions: CA, days: 3650 });
  const point = "crlDistributionPoints=URI:http://pki.example/part-1.crl";
  leaf = o.issue({ subject: "/CN=ckm", extensions: [...CLIENT, point], issuer: root, serial: "0x41abcd" });
  writeFileSync(
    join(o.dir, "index"),
    "R\t300101000000Z\t260101000000Z,keyCompromise\t41FFFF\tunknown\t/CN=x\n",
  );
  writeFileSync(join(o.dir, "index.attr"), "unique_subject = no\n");
  writeFileSync(join(o.dir, "number"), "01\n");
});
afterAll(() => o.remove());

function list(...extensions: readonly string[]): string {
  const [own, more] = [
    extensions.filter((e) => !e.startsWith("[")),
    extensions.filter((e) => e.startsWith("[")),
  ];
  writeFileSync(
    join(o.dir, "list.cnf"),
    `[ca]\ndefault_ca=c\n[c]\ndatabase=index\ncrlnumber=number\ndefault_md=sha256\ncrl_extensions=e\n[e]\n${["authorityKeyIdentifier=keyid", ...own].join("\n")}\n${more.join("\n")}\n`,
  );
  const by = ["-keyfile", root.keyFile, "-cert", root.pemFile, "-crldays", "30", "-out", "list.pem"];
  o.run(["ca", "-config", "list.cnf", "-gencrl", ...by]);
  return readFileSync(join(o.dir, "list.pem"), "utf8");
}

const judge = async (input: string | Uint8Array, client = leaf.pem) => {
  const result = await inspectRevocationList({ input, trustAnchor: root.pem, client, now: new Date() });
  const of = (id: string) => result.verdicts.find((v) => v.id === `revocation.${id}`);
  return { ...result, complete: of("complete"), known: of("extensions-known") };
};
const point = (...lines: string[]) => [
  "issuingDistributionPoint=critical,@idp",
  `[idp]\n${lines.join("\n")}`,
];

describe("a list that is not the CA's complete list is refused with the reason", () => {
  it.each<[string, string[], RegExp]>([
    ["a delta list", ["deltaCRL=critical,ASN1:INTEGER:1"], /delta list/],
    ["a delta list that is not marked critical", ["deltaCRL=ASN1:INTEGER:1"], /delta list/],
    ["for CA certificates", point("onlyCA=TRUE"), /limited to CA certificates/i],
    ["for user certificates", point("onlyuser=TRUE"), /limited to user certificates/i],
    ["for attribute certificates", point("onlyAA=TRUE"), /limited to attribute certificates/i],
    ["for some reasons", point("onlysomereasons=keyCompromise"), /some reasons/],
    ["indirect", point("indirectCRL=TRUE"), /indirect/],
    [
      "of a distribution point, for CA certificates, and indirect: all is said",
      point("fullname=URI:http://pki.example/part-1.crl", "onlyCA=TRUE", "indirectCRL=TRUE"),
      /CA certificates.*indirect/,
    ],
  ])("%s", async (_, extensions, reason) => {
    const { complete, problem } = await judge(list(...extensions));
    expect(problem).toBeUndefined();
    expect(complete?.status).toBe("fail");
    expect(complete?.evidence.found).toMatch(reason);
    expect(complete?.remedy?.command).toContain("-gencrl");
  });

  it("not, where it is plain, or the client certificate names its distribution point", async () => {
    const part = point("fullname=URI:http://pki.example/part-1.crl");
    expect((await judge(list())).complete?.status).toBe("pass");
    expect((await judge(list(...part))).complete?.status).toBe("pass");
    const other = point("fullname=URI:http://pki.example/part-2.crl");
    expect((await judge(list(...other))).complete?.status).toBe("warn");
    expect((await judge(list(...part), "")).complete?.status).toBe("warn");
    // FALSE, written out: no limit, though DER leaves it away.
    const written = ["issuingDistributionPoint=critical,DER:3003820100"];
    expect((await judge(list(...written))).complete?.status).toBe("pass");
  });
});

describe("critical extensions of a list", () => {
  it.each<[string, string[], "pass" | "fail"]>([
    ["one that nobody knows", ["1.2.3.4=critical,ASN1:UTF8String:x"], "fail"],
    ["another one that nobody knows", ["1.3.6.1.4.1.99999.1=critical,ASN1:NULL"], "fail"],
    ["a known extension of certificates, that lists do not have", ["2.5.29.19=critical,DER:3000"], "fail"],
    ["an unknown one that is not critical", ["1.2.3.4=ASN1:UTF8String:x"], "pass"],
    ["the CRL number", [], "pass"],
  ])("%s", async (_, extensions, expected) => {
    expect((await judge(list(...extensions))).known?.status).toBe(expected);
  });
});

describe("the text of a list", () => {
  it("that is malformed, or is two lists, is refused", async () => {
    const code = async (input: string) => (await judge(input)).problem?.code;
    expect(await code(list("1.2.3.4=DER:0202"))).toBe("revocation-list-malformed");
    expect(await code(list("issuingDistributionPoint=critical,DER:0c0178"))).toBe(
      "revocation-list-malformed",
    );
    expect(await code(list("issuingDistributionPoint=critical,DER:3003860100"))).toBe(
      "revocation-list-malformed",
    );
    expect(await code(list() + list())).toBe("revocation-list-several");
  });

  it("is written anew as PEM that openssl takes, whatever it came as", async () => {
    const pem = list();
    o.run(["crl", "-in", "list.pem", "-outform", "DER", "-out", "list.der"]);
    const der = new Uint8Array(readFileSync(join(o.dir, "list.der")));
    const forms: [string, string | Uint8Array][] = [
      ["UTF-16", new Uint8Array(Buffer.from(`\uFEFF${pem}`, "utf16le"))],
      ["UTF-16, big end first", new Uint8Array(Buffer.from(`\uFEFF${pem}`, "utf16le").swap16())],
      ["DER", der],
      ["CRLF", pem.replaceAll("\n", "\r\n")],
      ["text before it", `Subject: the list\n\n${pem}`],
      ["base64 alone", Buffer.from(der).toString("base64")],
    ];
    for (const [form, input] of forms) {
      const { list: facts } = await judge(input);
      expect(facts?.pem, form).toBe(pem);
    }
    writeFileSync(join(o.dir, "crl.pem"), pem);
    execFileSync("openssl", ["crl", "-in", "crl.pem", "-CAfile", root.pemFile, "-noout"], {
      cwd: o.dir,
      stdio: "pipe",
    });
  });
});
