import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CA, CLIENT, type Issued, type Openssl, openssl } from "@/lib/certificates/testing/openssl";

let o: Openssl;
let root: Issued;
let leaf: Issued;
beforeAll(() => {
  o = openssl();
  root = o.issue({ subject: "/CN=Root", keyName: "root", extensions: CA, days: 999 });
  leaf = o.issue({ subject: "/CN=ckm-prod", issuer: root, extensions: CLIENT });
});
afterAll(() => o.remove());

const run = (...args: string[]) =>
  spawnSync("node_modules/.bin/tsx", ["scripts/certificates.ts", ...args], { encoding: "utf8" });

describe("npm run certificates", () => {
  it("prints a table and ends with 0 where every rule is met", () => {
    const { status, stdout } = run(root.pemFile, leaf.pemFile);
    expect(stdout).toContain("Every rule is met.");
    expect(stdout).toContain("client: CN=ckm-prod");
    expect(status).toBe(0);
  });

  it("ends with 1 on a refusal, and says the command that mends it", () => {
    const { status, stdout } = run(leaf.pemFile, "--anchor", leaf.pemFile);
    expect(stdout).toMatch(/REFUSED {2}Basic constraints say CA: true/);
    expect(stdout).toContain("openssl x509 -req");
    expect(status).toBe(1);
  });

  it("gives JSON to machines", () => {
    const { status, stdout } = run(leaf.pemFile, "--anchor", root.pemFile, "--json");
    const parsed = JSON.parse(stdout) as { accepted: boolean; results: { verdicts: { id: string }[] }[] };
    expect(parsed.accepted).toBe(true);
    expect(parsed.results.flatMap(({ verdicts }) => verdicts).map(({ id }) => id)).toContain(
      "client.issued-by-anchor",
    );
    expect(status).toBe(0);
  });

  it("refuses a file with a private key, without showing it, and a missing file", () => {
    const withKey = run(leaf.keyFile);
    expect(withKey.stdout).toContain("This holds a private key");
    expect(withKey.stdout + withKey.stderr).not.toContain("BEGIN");
    expect(withKey.status).toBe(1);
    expect(run("/nowhere.pem").status).toBe(2);
    expect(run().status).toBe(2);
  });
});
