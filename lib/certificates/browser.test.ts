import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { has } from "@/scripts/test-tools";
import { type Inspection, inspectCertificates } from "./index";
import { NOW } from "./testing/agreement";
import { type InBrowser, roomInBrowser } from "./testing/browser";
import { forms, PASS } from "./testing/key-forms";
import { CA, CLIENT, type KeyKind, type Openssl, openssl } from "./testing/openssl";
import { parityInputs } from "./testing/parity";

const chromiumIsHere = has(process.env.CHROMIUM ?? "chromium");

/** The same code in Chromium: the same verdicts as in Node, and every form of key. */
describe.skipIf(!chromiumIsHere)("in a real browser", () => {
  let o: Openssl;
  let room: InBrowser;
  beforeAll(async () => {
    o = openssl();
    room = await roomInBrowser();
  });
  afterAll(async () => {
    await room?.close();
    o.remove();
  });

  it("gives the same verdicts as Node on more than 200 inputs", async () => {
    const inputs = await parityInputs(o);
    expect(inputs.length).toBeGreaterThanOrEqual(200);
    const brief = (result: Inspection) => ({
      accepted: result.accepted,
      problem: result.problem?.code,
      verdicts: result.verdicts.map(({ id, status, evidence }) => `${id} ${status} ${evidence.found}`),
      certificates: result.certificates.map(({ place, fingerprint }) => `${place} ${fingerprint}`),
    });
    const here = [];
    for (const input of inputs) here.push(brief(await inspectCertificates({ ...input, now: NOW })));
    const there = await room.page.evaluate(
      async ({ list, now }) => {
        const { room: faces } = globalThis as unknown as { room: typeof import("./index") };
        const results = [];
        for (const input of list) {
          const result = await faces.inspectCertificates({ ...input, now: new Date(now) });
          results.push({
            accepted: result.accepted,
            problem: result.problem?.code,
            verdicts: result.verdicts.map(({ id, status, evidence }) => `${id} ${status} ${evidence.found}`),
            certificates: result.certificates.map(({ place, fingerprint }) => `${place} ${fingerprint}`),
          });
        }
        return results;
      },
      { list: inputs, now: NOW.toISOString() },
    );
    expect(there.length).toBe(here.length);
    expect(there).toEqual(here);
    expect(here.filter(({ accepted }) => accepted).length).toBeGreaterThan(20);
  });

  const cases = forms.flatMap((form) => form.kinds.map((kind) => ({ ...form, kind })));
  it.each(cases)("matches a key as $form, $kind, and no other", async ({ args, passphrase, kind, der }) => {
    const root = o.issue({ subject: "/CN=Root", keyName: "root", extensions: CA });
    const made = o.issue({ subject: `/CN=${kind}`, key: kind as KeyKind, issuer: root, extensions: CLIENT });
    const given = execFileSync("openssl", args(o.key(kind)), {
      cwd: o.dir,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const request = {
      certificate: made.pem,
      other: root.pem,
      key: [...given],
      der: der === true,
      passphrase: passphrase === undefined ? null : PASS,
    };
    const statuses = await room.page.evaluate(
      async ({ certificate, other, key, der: binary, passphrase: secret }) => {
        const { room: faces } = globalThis as unknown as { room: typeof import("./index") };
        const bytes = Uint8Array.from(key);
        const privateKey = binary ? bytes : new TextDecoder().decode(bytes);
        const options = secret === null ? {} : { passphrase: secret };
        const good = await faces.matchPrivateKey({ certificate, privateKey, ...options });
        const bad = await faces.matchPrivateKey({ certificate: other, privateKey, ...options });
        return [good.status, bad.status];
      },
      request,
    );
    expect(statuses).toEqual(["pass", "fail"]);
  });

  it("opens today's PKCS#12 and makes a pilot PKI that Node's verdicts accept", async () => {
    const root = o.issue({ subject: "/CN=Root", keyName: "root", extensions: CA });
    const leaf = o.issue({ subject: "/CN=rsa", issuer: root, extensions: CLIENT });
    const p12 = execFileSync(
      "openssl",
      ["pkcs12", "-export", "-inkey", leaf.keyFile, "-in", leaf.pemFile, "-passout", `pass:${PASS}`],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    const made = await room.page.evaluate(
      async ({ file, secret, pem }) => {
        const { room: faces } = globalThis as unknown as {
          room: typeof import("./index") & typeof import("./keys");
        };
        const match = await faces.matchPrivateKey({
          certificate: pem,
          privateKey: Uint8Array.from(file),
          passphrase: secret,
        });
        return {
          status: match.status,
          pki: await faces.makePilotPki({ commonName: "pilot", days: 31, now: new Date() }),
        };
      },
      { file: [...p12], secret: PASS, pem: leaf.pem },
    );
    expect(made.status).toBe("pass");
    const result = await inspectCertificates({
      as: "client",
      input: made.pki.clientPem,
      trustAnchor: made.pki.trustAnchorPem,
    });
    expect(result.verdicts.filter(({ status }) => !["pass", "not-applicable"].includes(status))).toEqual([]);
    expect(result.accepted).toBe(true);
  });
});
