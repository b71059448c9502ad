import { CA, CLIENT, type Issued, type IssueOptions, type Openssl } from "./openssl";

const KEY_IDS = ["subjectKeyIdentifier=hash", "authorityKeyIdentifier=keyid"];
const MIDDLE = [...CA.filter((line) => !line.startsWith("subjectKey")), ...KEY_IDS];

/** Chains of every kind, by name: two roots, intermediates, a cross-signed one, CAs of one name, and faulty ones. */
export function chainFixture(o: Openssl): Record<string, Issued> {
  const make: Record<string, Issued> = {};

  const issue = (name: string, options: IssueOptions) => {
    const made = o.issue(options);
    make[name] = made;
    return made;
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
  return make;
}
