import { describe, expect, it } from "vitest";
import { accessKeyForms, findSecret, sentPolicy, writeAnswers } from ".";

const key = `-----BEGIN PRIVATE KEY-----\n${"MIIEvQIBADANBgkqhkiG9w0BAQEFAASC".repeat(8)}\n-----END PRIVATE KEY-----\n`;

describe("answers on their way to the server", () => {
  it("travel in their form, field by field, and the rest is named", () => {
    const { written, kept } = writeAnswers("identity", {
      namePrefix: " ckm\u200B ",
      roleArn: "arn:aws:iam::1111",
      userName: "a user",
      tags: [
        { key: "team", value: "kms" },
        { key: "bad#key", value: "x" },
      ],
      unknown: "x",
    });
    expect(written).toEqual({ namePrefix: "ckm" });
    expect(kept.map(({ field }) => field)).toEqual(["roleArn", "userName", "tags.1.key"]);
  });

  it("keep unfinished ones that cannot be anything else", () => {
    const typed = { accountId: "1111 2222", region: "EU-we", connectionName: "Prod", assumeRoleArn: "" };
    expect(writeAnswers("start", typed)).toEqual({
      written: { accountId: "11112222", region: "eu-we", connectionName: "Prod", assumeRoleArn: "" },
      kept: [],
    });
  });

  it("do not travel where they look like a secret, and say where", () => {
    const { written, kept } = writeAnswers("start", { description: key, connectionName: "Prod" });
    expect(written).toEqual({ connectionName: "Prod" });
    expect(kept).toEqual([
      { field: "description", sentence: expect.stringMatching(/^This looks like a private key/) },
    ]);
  });

  it("take no certificate: those have a form of their own", () => {
    expect(writeAnswers("certificates", { clientPem: "x", pilot: true }).written).toEqual({ pilot: true });
  });
});

describe("looking for secrets", () => {
  it("goes through members, names, maps, sets and forms", () => {
    const form = new FormData();
    form.set("a", key);
    for (const value of [{ a: [{ b: key }] }, { [key]: 1 }, new Map([["a", key]]), new Set([key]), form])
      expect(findSecret(value)).toMatchObject({ what: expect.stringContaining("private key") });
    expect(findSecret({ proof: { secretAccessKey: key } }, ["proof.secretAccessKey"])).toBeUndefined();
  });

  it("ends on anything", () => {
    const round: Record<string, unknown> = {};
    Object.assign(round, { round });
    expect(findSecret(round)).toBeUndefined();
    expect(findSecret(Array.from({ length: 30_000 }, () => 1))).toBe("too-much");
    const deep = Array.from({ length: 100 }).reduce<unknown>((inner) => [inner], "x");
    expect(findSecret(deep)).toBe("too-much");
  });

  it("ends early on what costs much", () => {
    const block = "-----BEGIN X-----\nMBAEDgAAAAAAAAAAAAAAAAAAAAA=\n-----END X-----\n";
    expect(findSecret(block.repeat(60))).toBeUndefined();
    expect(findSecret(block.repeat(61))).toBe("too-much");
    expect(findSecret(`${block.repeat(100)}${key}`)).toBe("too-much");
    expect(findSecret(Array.from({ length: 7000 }, (_, i) => `a description, ${i}`))).toBe("too-much");
    expect(findSecret(["a b ".repeat(65_000), "a b c ".repeat(20)])).toBe("too-much");
  });

  it("takes the largest honest inputs", () => {
    const text = "a word and ".repeat(5800);
    const answers = {
      tags: Array.from({ length: 20 }, () => ({ key: "k".repeat(128), value: "v".repeat(256) })),
    };
    expect(findSecret({ a: `${text}1`, b: `${text}2`, c: `${text}3`, ...answers })).toBeUndefined();
    const policy = (n: number) => ({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: Array.from({ length: 900 }, (_, i) => `kms:Describe${n * 1000 + i}x`) },
      ],
    });
    expect(findSecret({ policies: [1, 2, 3, 4, 5].map(policy), boundary: policy(6) })).toBeUndefined();
  });
});

describe("a policy on its way to the server", () => {
  const statement = { Effect: "Allow", Action: "kms:*", Resource: "*" };
  it("has IAM's own members and no others", () => {
    expect(sentPolicy.safeParse({ Version: "2012-10-17", Statement: statement }).success).toBe(true);
    for (const other of [
      { Statement: { ...statement, Note: "x" } },
      { Statement: statement, Note: "x" },
      { Statement: { ...statement, Action: "MIIEvQIBADANBgkqhkiG" } },
      { Statement: { ...statement, Resource: "a\nb" } },
      { Statement: { ...statement, Condition: { StringEquals: "x" } } },
      "text",
    ])
      expect(sentPolicy.safeParse(other).success).toBe(false);
  });
});

it.each([
  ["a scalar in hexadecimal as a secret", "secretAccessKey", "4f".repeat(32)],
  [
    "an Ed25519 key in hexadecimal as an id",
    "accessKeyId",
    `302e020100300506032b657004220420${"5a".repeat(32)}`,
  ],
  [
    "an OpenSSH key without its first line as a token",
    "sessionToken",
    btoa(`openssh-key-v1\0${"\x01\xff".repeat(80)}`),
  ],
] as const)("%s is not sent", (_, part, text) => {
  expect(accessKeyForms[part].safeParse(text).success).toBe(false);
});

it("a condition key may end in a tag's key with blanks", () => {
  const Condition = { StringEquals: { "aws:ResourceTag/Cost Center": "4711" } };
  const Statement = { Effect: "Allow", Action: "kms:ListKeys", Resource: "*", Condition };
  expect(sentPolicy.safeParse({ Statement }).success).toBe(true);
});
