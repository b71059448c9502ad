import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectCertificates } from "./index";
import { sortPile } from "./keys";
import { CA, CLIENT, type Issued, type IssueOptions, type Openssl, openssl } from "./openssl.testkit";

let o: Openssl;
const make: Record<string, Issued> = {};
const pem = (...names: string[]) => names.map((name) => make[name]?.pem ?? "").join("");
const KEY_IDS = ["subjectKeyIdentifier=hash", "authorityKeyIdentifier=keyid"];
const MIDDLE = [...CA.filter((line) => !line.startsWith("subjectKey")), ...KEY_IDS];

beforeAll(() => {
  o = openssl();
  const issue = (name: string, options: IssueOptions) => {
    make[name] = o.issue(options);
    return make[name];
  };
  const root = issue("root", { subject: "/CN=Root", keyName: "root", extensions: CA, days: 3650 });
  const otherRoot = issue("other-root", {
    subject: "/CN=Other Root",
    keyName: "other-root",
    extensions: CA,
    days: 3650,
  });
  issue("root-again", {
    subject: "/CN=Root",
    keyName: "root-again",
    key: "p256",
    extensions: CA,
    days: 3650,
  });
  issue("root-no-id", {
    subject: "/CN=Root",
    keyName: "root-no-id",
    key: "p256",
    extensions: [...CA.slice(0, 2), "subjectKeyIdentifier=none", "authorityKeyIdentifier=none"],
    days: 3650,
  });
  const middle = issue("middle", {
    subject: "/CN=Middle",
    keyName: "middle",
    extensions: MIDDLE,
    issuer: root,
    days: 2000,
  });
  issue("middle-crossed", {
    subject: "/CN=Middle",
    keyName: "middle",
    extensions: MIDDLE,
    issuer: otherRoot,
    days: 2000,
  });
  const low = issue("low", {
    subject: "/CN=Low",
    keyName: "low",
    extensions: MIDDLE,
    issuer: middle,
    days: 1000,
  });
  issue("leaf", {
    subject: "/CN=ckm",
    extensions: [...CLIENT, ...KEY_IDS, "authorityInfoAccess=caIssuers;URI:http://pki.example/low.crt"],
    issuer: low,
  });
  issue("leaf-no-id", {
    subject: "/CN=ckm",
    extensions: [...CLIENT, "subjectKeyIdentifier=none", "authorityKeyIdentifier=none"],
    issuer: root,
  });
  const tight = issue("tight", {
    subject: "/CN=Tight",
    keyName: "tight",
    extensions: ["basicConstraints=critical,CA:TRUE,pathlen:0", ...CA.slice(1)],
    days: 3650,
  });
  const below = issue("below", {
    subject: "/CN=Below",
    keyName: "below",
    extensions: CA,
    issuer: tight,
    days: 2000,
  });
  issue("too-deep", { subject: "/CN=deep", extensions: CLIENT, issuer: below });
  const noSign = issue("no-sign", {
    subject: "/CN=No Sign",
    keyName: "no-sign",
    extensions: ["basicConstraints=CA:TRUE", "keyUsage=cRLSign"],
    issuer: root,
  });
  issue("by-no-sign", { subject: "/CN=x", extensions: CLIENT, issuer: noSign });
  const weak = issue("weak", {
    subject: "/CN=Weak",
    keyName: "weak",
    extensions: CA,
    issuer: root,
    digest: "sha1",
    days: 2000,
  });
  issue("by-weak", { subject: "/CN=x", extensions: CLIENT, issuer: weak });
  const brief = issue("brief", {
    subject: "/CN=Brief",
    keyName: "brief",
    extensions: CA,
    issuer: root,
    days: 20,
  });
  issue("by-brief", { subject: "/CN=x", extensions: CLIENT, issuer: brief });
  const named = issue("named", {
    subject: "/CN=Named",
    keyName: "named",
    extensions: [...CA, "nameConstraints=critical,permitted;DNS:corp.example"],
    days: 3650,
  });
  issue("in-name", {
    subject: "/CN=a",
    extensions: [...CLIENT, "subjectAltName=DNS:ckm.corp.example"],
    issuer: named,
  });
  issue("out-of-name", {
    subject: "/CN=a",
    extensions: [...CLIENT, "subjectAltName=DNS:ckm.example"],
    issuer: named,
  });
  const brainpool = issue("brainpool", {
    subject: "/CN=BP",
    key: "brainpool",
    keyName: "bp",
    extensions: CA,
    days: 3650,
  });
  issue("by-brainpool", { subject: "/CN=bp", extensions: CLIENT, issuer: brainpool });
  let deep = root;
  for (let level = 1; level <= 6; level += 1)
    deep = issue(`deep-${level}`, {
      subject: `/CN=Deep ${level}`,
      keyName: "middle",
      extensions: CA,
      issuer: deep,
      days: 3000 - level,
    });
  issue("deep-leaf", { subject: "/CN=x", extensions: CLIENT, issuer: { ...deep } });
});
afterAll(() => o.remove());

async function verdict(id: string, input: string, trustAnchor: string, now?: Date) {
  const result = await inspectCertificates({ as: "client", input, trustAnchor, ...(now ? { now } : {}) });
  const found = result.verdicts.find((v) => v.id === `client.${id}`);
  return {
    status: found?.status,
    found: found?.evidence.found ?? "",
    remedy: found?.remedy?.text ?? "",
    result,
  };
}

describe("the chain", () => {
  it.each([
    ["in order", ["leaf", "low", "middle"]],
    ["upside down", ["middle", "low", "leaf"]],
    ["with the root, too", ["root", "leaf", "middle", "low"]],
    ["with certificates of others", ["leaf", "tight", "weak", "low", "middle", "other-root"]],
  ])("is built %s", async (_, names) => {
    const { status, found, result } = await verdict("issued-by-anchor", pem(...names), pem("root"));
    expect(status).toBe("pass");
    expect(found).toContain("CN=ckm ← CN=Low ← CN=Middle ← CN=Root");
    expect(result.certificates.slice(0, 3).map((c) => c.subject.text)).toEqual([
      "CN=ckm",
      "CN=Low",
      "CN=Middle",
    ]);
  });

  it("ends at an intermediate that is the anchor, without its issuers", async () => {
    expect((await verdict("issued-by-anchor", pem("leaf"), pem("low"))).status).toBe("pass");
    expect((await verdict("direct-issuer", pem("leaf"), pem("low"))).status).toBe("pass");
    const far = await verdict("direct-issuer", pem("leaf", "low", "middle"), pem("root"));
    expect(far.status).toBe("warn");
    expect(far.remedy).toContain("CN=Low");
  });

  it("goes over the cross-signed intermediate to the root that is the anchor", async () => {
    const input = pem("leaf", "low", "middle", "middle-crossed");
    for (const [anchor, end] of [
      ["root", "CN=Root"],
      ["other-root", "CN=Other Root"],
    ] as const) {
      const { status, found } = await verdict("issued-by-anchor", input, pem(anchor));
      expect(status).toBe("pass");
      expect(found).toContain(`← ${end}.`);
    }
  });

  it("tells two CAs of one name apart by key, with and without key identifiers", async () => {
    expect(
      (await verdict("issued-by-anchor", pem("leaf", "low", "middle"), pem("root-again"))).found,
    ).toContain("its key identifier differs");
    const same = await verdict("issued-by-anchor", pem("leaf-no-id"), pem("root-no-id"));
    expect(same.status).toBe("fail");
    expect(same.found).toContain("same name, other key");
    expect((await verdict("issued-by-anchor", pem("leaf-no-id"), pem("root-no-id", "root"))).status).toBe(
      "pass",
    );
  });

  it("names the link that is missing, its key identifier and where to get it", async () => {
    const { status, found, remedy } = await verdict("issued-by-anchor", pem("leaf"), pem("root"));
    expect(status).toBe("fail");
    expect(found).toMatch(/Missing: the certificate of CN=Low, key identifier [0-9a-f]{40}/);
    expect(remedy).toContain("http://pki.example/low.crt");
    expect((await verdict("issued-by-anchor", pem("leaf", "low"), pem("root"))).found).toContain("CN=Middle");
  });

  it.each([
    ["path-length", "too-deep", ["below"], "tight", "fail"],
    ["chain-authorities", "by-no-sign", ["no-sign"], "root", "fail"],
    ["chain-algorithms", "by-weak", ["weak"], "root", "fail"],
    ["outlives-issuer", "by-brief", ["brief"], "root", "warn"],
    ["name-constraints", "in-name", [], "named", "pass"],
    ["name-constraints", "out-of-name", [], "named", "fail"],
    [
      "chain-depth",
      "deep-leaf",
      ["deep-1", "deep-2", "deep-3", "deep-4", "deep-5", "deep-6"],
      "root",
      "fail",
    ],
    ["chain-depth", "deep-leaf", ["deep-3", "deep-4", "deep-5", "deep-6"], "deep-2", "pass"],
    ["not-the-anchor", "root", [], "root", "fail"],
    ["issued-by-anchor", "by-brainpool", [], "brainpool", "unknown"],
    ["one-certificate", "leaf", ["in-name"], "root", "warn"],
  ])("judges %s of %s", async (id, leaf, others, anchor, expected) => {
    const { status, result, found } = await verdict(id, pem(leaf, ...others), pem(anchor));
    expect(status, found).toBe(expected);
    if (expected === "fail" || expected === "unknown") expect(result.accepted).toBe(false);
  });

  it("judges the issuers' dates", async () => {
    const later = new Date(Date.now() + 25 * 86_400_000);
    expect((await verdict("chain-dates", pem("by-brief", "brief"), pem("root"), later)).status).toBe("fail");
    expect((await verdict("chain-dates", pem("by-brief", "brief"), pem("root"))).status).toBe("pass");
  });
});

describe("the anchor's bundle", () => {
  it("takes two for a rollover, not three, and not 16,000 characters", async () => {
    const judge = async (input: string, id: string) =>
      (await inspectCertificates({ as: "trust-anchor", input })).verdicts.find((v) => v.id === id)?.status;
    expect(await judge(pem("root", "other-root"), "anchor.bundle-count")).toBe("pass");
    expect(await judge(pem("root", "other-root"), "anchor-2.basic-constraints")).toBe("pass");
    expect(await judge(pem("root", "other-root", "named"), "anchor.bundle-count")).toBe("fail");
    expect(await judge(pem("brainpool"), "anchor.self-signature")).toBe("unknown");
    const many = o.issue({
      subject: "/CN=Large",
      extensions: [
        ...CA,
        `subjectAltName=${Array.from({ length: 900 }, (_, i) => `DNS:host-${i}.example`).join(",")}`,
      ],
    });
    expect(await judge(many.pem, "anchor.bundle-size")).toBe("fail");
    expect(await judge(pem("root"), "anchor.bundle-size")).toBe("pass");
  });

  it("sees a root whose own signature is broken", async () => {
    const der = Uint8Array.from(atob(pem("root").replace(/-----[^-]+-----|\s/g, "")), (c) => c.charCodeAt(0));
    der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
    const result = await inspectCertificates({ as: "trust-anchor", input: der });
    expect(result.verdicts.find((v) => v.id === "anchor.self-signature")?.status).toBe("fail");
  });
});

describe("a pile", () => {
  it("of eight files is sorted: what is what, and the issuer becomes the anchor", async () => {
    const csr = o.run(["req", "-new", "-key", o.key("rsa"), "-subj", "/CN=x"]);
    const files = ["root", "middle", "low", "leaf", "other-root"].map((name) => ({
      name: `${name}.pem`,
      content: pem(name),
    }));
    const { readFileSync } = await import("node:fs");
    const pile = await sortPile([
      ...files,
      { name: "ckm.key", content: readFileSync(make.leaf?.keyFile ?? "", "utf8") },
      { name: "ckm.csr", content: csr },
      { name: "notes.txt", content: "do not forget" },
    ]);
    expect(pile.items.map(({ file, kind }) => `${file} ${kind}`)).toEqual([
      "root.pem other-ca",
      "middle.pem other-ca",
      "low.pem anchor",
      "leaf.pem client",
      "other-root.pem other-ca",
      "ckm.key key",
      "ckm.csr request",
    ]);
    expect(pile.problems.map(({ file, problem }) => `${file} ${problem.code}`)).toEqual([
      "notes.txt certificate-unreadable",
    ]);
    expect(pile.trustAnchorPem).toBe(pem("low"));
    expect(pile.clientPem).toBe(pem("leaf"));
    expect(pile.privateKey?.file).toBe("ckm.key");
  });
});
