import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isProblem } from "@/lib/problems";
import { CLIENT, type Openssl, openssl } from "../testing/openssl";
import { openStore } from "./pkcs12";

let o: Openssl;
/** A file whose two parts, certificate and key, ask for 3,000 rounds each. */
let file: Uint8Array;

beforeAll(() => {
  o = openssl();
  const { pemFile, keyFile } = o.issue({ subject: "/CN=p12", extensions: CLIENT });
  const out = join(o.dir, "rounds.p12");
  const parts = ["-in", pemFile, "-inkey", keyFile, "-passout", "pass:x", "-out", out];
  o.run(["pkcs12", "-export", ...parts, "-iter", "3000"]);
  file = new Uint8Array(readFileSync(out));
});
afterAll(() => o.remove());

describe("the rounds of key derivation that a PKCS#12 file asks for", () => {
  it("are run where they are few", async () => {
    const opened = await openStore(file, "x", 6000);
    if (isProblem(opened)) throw new Error(opened.sentence);
    expect(opened.map(({ kind }) => kind).sort()).toEqual(["certificate", "private-key"]);
  });

  it.each([
    ["the certificates' own", 2999, "3000"],
    ["added up over the file", 5999, "6000"],
  ])("are refused above the bound, %s, before they are run", async (_name, most, count) => {
    const answer = await openStore(file, "x", most);
    expect(isProblem(answer) && answer.code).toBe("key-derivation-limit");
    expect(isProblem(answer) && answer.sentence).toContain(
      `asks for ${count} rounds of key derivation; at most ${most} are run`,
    );
  });
});
