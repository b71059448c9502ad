import { describe, expect, it } from "vitest";
import { growth, LINEAR } from "@/lib/bounded/testing/growth";
import { findArns, judgeTrustPolicy } from ".";
import { readLeaf } from "./leaf";

const ACCOUNT = "111122223333";
const anchor = `arn:aws:rolesanywhere:eu-central-1:${ACCOUNT}:trust-anchor/11111111-2222-3333-4444-555555555555`;
const now = new Date("2026-01-01T00:00:00Z");

const repeated = (part: (index: number) => string) => (length: number) => {
  const size = part(10_000).length;
  return Array.from({ length: Math.ceil(length / size) }, (_, i) => part(i)).join("");
};

describe("any text is searched for ARNs in time in proportion to its length", () => {
  it.each([
    ["beginnings", repeated(() => "arn:")],
    ["ARNs of roles, all different", repeated((i) => `arn:aws:iam::${ACCOUNT}:role/r${i} `)],
    ["ARNs of users, all different", repeated((i) => `arn:aws:iam::${ACCOUNT}:user/u${i} `)],
    ["ARNs one behind the other", repeated((i) => `arn:aws:iam::${ACCOUNT}:role/r${i},`)],
    ["the same anchor over and over", repeated(() => `${anchor}\n`)],
    [
      "anchors broken over lines",
      repeated((i) => `${`${anchor.slice(0, -4)}${(i % 10_000) + 10_000}`.slice(0, -1)}\n`),
    ],
    ["blanks", repeated(() => " ")],
    ["commas at the end of one", (n: number) => `arn:aws:iam::${ACCOUNT}:role/r${",".repeat(n)}x`],
    ["signs that are taken for escapes", repeated(() => "%3a")],
  ])("%s", async (_name, make) => {
    // What is longer than 200,000 characters is cut.
    const texts = new Map([24_000, 192_000].map((n) => [n, make(n)]));
    expect(await growth((n) => findArns(texts.get(n) ?? "", { now }), 24_000)).toBeLessThan(LINEAR);
  });

  it("tells many by the first and how many more there are", () => {
    const text = repeated((i) => `arn:aws:iam::${ACCOUNT}:role/r${i} `)(100_000);
    const role = findArns(text, { now }).verdicts.find(({ id }) => id === "arn-role");
    expect(role?.evidence.found).toMatch(/^\d{4} different ones: .* and \d{4} more$/);
    expect(role?.evidence.found.length).toBeLessThan(2000);
  });
});

describe("a trust policy is read as strictly as a policy", () => {
  const unreadable = (text: string) => {
    const [first] = judgeTrustPolicy(text, { trustAnchorArn: anchor }, { now });
    expect([first?.id, first?.status]).toEqual(["trust-readable", "fail"]);
    return first?.evidence.found;
  };

  it.each([
    [
      "a name twice",
      '{"Statement": [],\n "Statement": []}',
      'line 2, column 2: the name "Statement" appears twice',
    ],
    [
      "a no-break space",
      '{"Statement":\u00A0[]}',
      "line 1, column 14: a value is expected here, not the character U+00A0",
    ],
    ["100,000 brackets", "[".repeat(60_000), "nested deeper than 60 levels"],
    ["nothing of a policy", "{}", "The policy has no Statement"],
    ["too much", " ".repeat(1_000_001), "more than 1,000,000 characters"],
    ["a broken escape of an address", "%7B%", 'not "%"'],
  ])("%s", (_name, text, found) => expect(unreadable(text)).toContain(found));

  it.each([
    ["actions of many stars", (n: number) => [`sts:${"*a".repeat(n / 2)}`]],
    ["many actions with stars", (n: number) => Array.from({ length: n / 12 }, () => "sts:*s*a*zz")],
  ])("%s", async (_name, actions) => {
    const judge = (n: number) =>
      judgeTrustPolicy(
        {
          Statement: {
            Effect: "Allow",
            Principal: { Service: "rolesanywhere.amazonaws.com" },
            Action: actions(n),
            Condition: { ArnLike: { "aws:SourceArn": actions(n).map((one) => one.replace("sts", "arn")) } },
          },
        },
        { trustAnchorArn: anchor },
        { now },
      );
    expect(judge(1200).length).toBe(4);
    expect(await growth(judge, 24_000)).toBeLessThan(LINEAR);
  });
});

describe("the client certificate is looked for", () => {
  it.each([
    ["among beginnings without an end", "-----BEGIN CERTIFICATE-----\n"],
    ["among ends", "-----END CERTIFICATE-----\n"],
    ["among empty blocks", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"],
  ])("%s", async (_name, part) => {
    const texts = new Map([50_000, 400_000].map((n) => [n, part.repeat(n / part.length)]));
    expect(await growth((n) => readLeaf(texts.get(n) ?? ""), 50_000)).toBeLessThan(LINEAR);
  });
});
