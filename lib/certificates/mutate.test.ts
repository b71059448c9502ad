import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mutate, originalsBy } from "./testing/mutate";
import { mutateKeys } from "./testing/mutate-keys";
import { type Openssl, openssl } from "./testing/openssl";

let o: Openssl;
let originals: string[];
beforeAll(() => {
  o = openssl();
  originals = originalsBy(o);
});
afterAll(() => o.remove());

describe("damaged input", () => {
  it("never throws, never takes long, is never read where OpenSSL cannot: 2,000 mutations", async () => {
    const report = await mutate(2000, 7, originals);
    expect(report.threw).toEqual([]);
    expect(report.slow).toEqual([]);
    expect(report.wronglyRead).toEqual([]);
    expect(report.unsaid).toEqual([]);
    // Some mutations leave a certificate readable (a flipped bit in a name): those must be judged, not refused.
    expect(report.read).toBeGreaterThan(100);
    expect([...report.problems.keys()]).toEqual(
      expect.arrayContaining(["certificate-malformed", "certificate-unreadable", "pem-damaged", "pem-cut"]),
    );
  });

  it("never makes a key match that openssl does not call the certificate's: 300 forged or damaged keys", async () => {
    const report = await mutateKeys(300, 11, o);
    expect(report.failures).toEqual([]);
    expect(report.passed).toBeGreaterThan(10);
    expect(report.passed).toBeLessThan(250);
  });
});
