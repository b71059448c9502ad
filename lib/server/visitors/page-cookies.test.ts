import { beforeEach, describe, expect, it } from "vitest";
import { newCapability } from "../capability";
import { parseEnvironment } from "../environment";
import { cookiesWithPage } from "./page-cookies";
import { keepProofSecret, makeProof, proofCookieName, readProof } from "./proof";

const secret = "of this installation";
const now = new Date("2026-11-26T12:00:00Z");
const direct = parseEnvironment({});
const proxied = parseEnvironment({ TRUST_PROXY: "1", PUBLIC_URL: "https://wizard.example.com" });
beforeEach(() => void keepProofSecret(secret));

/** The cookies of a browser after it asked for a page. */
function visit(
  jar: Map<string, string>,
  { path = "/", method = "GET", from = "", at = now, trust = false } = {},
) {
  const headers = new Headers({ host: trust ? "wizard.example.com" : "127.0.0.1:3000" });
  if (from !== "") headers.set("x-forwarded-for", from);
  const request = { method, path, headers, cookie: (name: string) => jar.get(name) };
  const set = cookiesWithPage(request, trust ? proxied : direct, at);
  for (const { name, value } of set) jar.set(name, value);
  return set;
}
const provenSince = (jar: Map<string, string>, by = secret) =>
  readProof(by, jar.get("wizard-session") ?? "", jar.get(proofCookieName(by, false)));

describe("a page", () => {
  it("gives a new browser its session and the proof, once", () => {
    const jar = new Map<string, string>();
    expect(visit(jar).map(({ options }) => options)).toEqual(
      Array.from({ length: 2 }, () =>
        expect.objectContaining({ httpOnly: true, sameSite: "lax", path: "/" }),
      ),
    );
    expect(provenSince(jar)).toEqual(now);
    expect(visit(jar, { at: new Date(now.getTime() + 60_000) })).toEqual([]);
  });

  it("proves a session of before there were proofs, and leaves it as it is", () => {
    const { token } = newCapability();
    const jar = new Map([["wizard-session", token]]);
    expect(visit(jar)).toHaveLength(1);
    expect(jar.get("wizard-session")).toBe(token);
    expect(provenSince(jar)).toEqual(now);
  });

  it("gives nothing to actions, routes and files", () => {
    for (const request of [{ method: "POST" }, { path: "/api/health" }, { path: "/icon.svg" }])
      expect(visit(new Map(), request)).toEqual([]);
  });

  it("of another wizard on this machine takes no proof of ours away", () => {
    const jar = new Map<string, string>();
    visit(jar);
    keepProofSecret("of the other");
    visit(jar);
    expect([provenSince(jar), provenSince(jar, "of the other")]).toEqual([now, now]);
  });
});

describe("a proof", () => {
  const { token } = newCapability();
  const proof = makeProof(secret, token, now);

  it("is good for its session and its moment alone", () => {
    expect(readProof(secret, token, proof)).toEqual(now);
    expect(readProof(secret, newCapability().token, proof)).toBeUndefined();
    expect(readProof("another", token, proof)).toBeUndefined();
    const [, mac] = proof.split(".");
    const older = makeProof("another", token, new Date(0)).split(".")[0];
    for (const forged of [
      `${older}.${mac}`,
      `${proof}.`,
      `.${mac}`,
      mac,
      "",
      undefined,
      "a.b",
      proof.slice(0, -1),
    ])
      expect(readProof(secret, token, forged), String(forged)).toBeUndefined();
  });
});

describe("behind a trusted proxy", () => {
  it("one network gets so many sessions in a time, and others get theirs", () => {
    const from = (n: number) => `2001:db8:1:2:${n.toString(16)}::1`;
    const given = Array.from(
      { length: 700 },
      (_, n) => visit(new Map(), { from: from(n), trust: true }).length,
    );
    expect(given.filter((cookies) => cookies === 2)).toHaveLength(600);
    expect(visit(new Map(), { from: "2001:db8:1:3::1", trust: true })).toHaveLength(2);
    expect(visit(new Map(), { from: "192.0.2.7", trust: true })).toHaveLength(2);
  });
});
