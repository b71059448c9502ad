import { describe, expect, it } from "vitest";
import { isProblem } from "@/lib/problems";
import { composePolicy, permissionSets, policyText, readPolicy } from ".";

const good = composePolicy(permissionSets.map((set) => set.id));
const one = (statement: string) => `{ "Version": "2012-10-17", "Statement": [\n  ${statement}\n] }`;

describe("a policy is read", () => {
  it.each([
    ["as the wizard writes it", policyText(good)],
    ["with a byte order mark and Windows line ends", `\uFEFF${policyText(good).replaceAll("\n", "\r\n")}`],
    [
      "as get-policy-version prints it",
      JSON.stringify({ PolicyVersion: { Document: good, VersionId: "v1" } }),
    ],
    [
      "as get-role-policy prints it",
      JSON.stringify({ RoleName: "r", PolicyName: "p", PolicyDocument: good }),
    ],
  ])("%s", (_name, text) => expect(readPolicy(text)).toEqual(good));
});

const broken: [string, string, string][] = [
  ["nothing", "  \n", "The box is empty."],
  ["too much", `"${"a".repeat(70_000)}"`, "70002"],
  [
    "a missing comma",
    '{ "Version": "2012-10-17"\n  "Statement": [] }',
    "Line 2, column 3: a comma or } is expected",
  ],
  ["a comma too many", '{ "Statement": [\n1,\n] }', "Line 2, column 2: there is a comma before ]"],
  [
    "an end too early",
    '{ "Statement": [',
    "Line 1, column 17: a value is expected here, not the end of the text",
  ],
  [
    "a name twice",
    '{ "Statement": [],\n "Statement": [] }',
    'Line 2, column 2: the name "Statement" appears twice',
  ],
  ["typographic quotes", "{ “Statement”: [] }", "a name in double quotes is expected"],
  ["a bad escape", '{ "a": "\\x" }', "an escape that JSON does not have"],
  ["a line break in a text", '{ "a": "x\ny" }', "Line 1, column 10: a text holds a line break"],
  ["text after the end", "{} {}", "after the end of the document"],
  ["very deep nesting", "[".repeat(5000), "nested deeper than 60 levels"],
  ["a list", "[]", "A policy is an object"],
  ["no statement", '{ "Version": "2012-10-17" }', "The policy has no Statement."],
  [
    "another version",
    '{ "Version": "2012-10-18", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] }',
    "the Version is neither",
  ],
  [
    "a trust policy",
    one('{ "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" }'),
    "Line 2, column 3",
  ],
  ["no resource", one('{ "Effect": "Allow", "Action": "kms:ListKeys" }'), "either Resource or NotResource"],
  [
    "a misspelt element",
    one('{ "Effect": "Allow", "Action": "kms:ListKeys", "Resources": "*", "Resource": "*" }'),
    'no element "Resources"',
  ],
  [
    "an action without a service",
    one('{ "Effect": "Allow", "Action": ["ListKeys"], "Resource": "*" }'),
    '"ListKeys" is not an action',
  ],
  [
    "an operator that IAM lacks",
    one(
      '{ "Effect": "Allow", "Action": "kms:*", "Resource": "*", "Condition": { "StringIs": { "a": "b" } } }',
    ),
    "no condition operator StringIs",
  ],
];

const allow = (fields: string) => one(`{ "Effect": "Allow", "Action": "kms:*", ${fields} }`);
const inGovCloud: [string, string, string | undefined][] = [
  [
    "a Sid with blanks",
    allow('"Sid": "Keys of CCKM", "Resource": "*"'),
    "Line 2, column 50: A Sid is made of",
  ],
  ["a Sid with a hyphen", allow('"Sid": "cckm-keys", "Resource": "*"'), "A Sid is made of"],
  ["a Sid with an umlaut", allow('"Sid": "Schlüssel", "Resource": "*"'), "A Sid is made of"],
  ["a Sid that is a number", allow('"Sid": 7, "Resource": "*"'), "A Sid is made of"],
  ["an empty Sid", allow('"Sid": "", "Resource": "*"'), undefined],
  ["letters and digits", allow('"Sid": "Keys2", "Resource": "*"'), undefined],
  ["a name for a resource", allow('"Resource": "key/1234"'), '"key/1234" is not a resource'],
  ["half an ARN", allow('"Resource": ["*", "arn:aws-us-gov:kms"]'), "Line 2, column 61"],
  ["an empty resource", allow('"Resource": ""'), '"" is not a resource'],
  ["an ARN without a service", allow('"Resource": "arn:aws-us-gov:::key:x"'), "names no service"],
  ["a short ARN that ends in a star", allow('"Resource": "arn:aws-us-gov:kms:*"'), undefined],
  ["any partition", allow('"Resource": "arn:*:kms:*:*:key/*"'), undefined],
  ["its own partition", allow('"NotResource": ["arn:aws-us-gov:kms:*:*:key/*"]'), undefined],
  [
    "the commercial partition",
    allow('"Resource": "arn:aws:kms:*:*:key/*"'),
    'IAM refuses the partition "aws" in aws-us-gov: write arn:aws-us-gov:',
  ],
  ["China's partition", allow('"NotResource": "arn:aws-cn:kms:*:*:key/*"'), 'the partition "aws-cn"'],
  ["a partition that there is not", allow('"Resource": "arn:was:kms:*:*:key/*"'), 'the partition "was"'],
];

describe("in a plan of aws-us-gov it is read as IAM there reads it", () => {
  it.each(inGovCloud)("%s", (_name, text, refused) => {
    const answer = readPolicy(text, { partition: "aws-us-gov" });
    if (refused === undefined) expect(isProblem(answer) && answer.fields).toBe(false);
    else expect(JSON.stringify(answer).replaceAll('\\"', '"')).toContain(refused);
  });

  it("without a partition, any ARN may stand", () =>
    expect(isProblem(readPolicy(allow('"Resource": "arn:aws-cn:kms:*:*:key/*"')))).toBe(false));
});

describe("a policy is refused with the place and the reason", () => {
  it.each(broken)("%s", (_name, text, says) => {
    const answer = readPolicy(text);
    expect(isProblem(answer)).toBe(true);
    expect(JSON.stringify(answer).replaceAll('\\"', '"').replaceAll("\\\\", "\\")).toContain(says);
  });

  it("tells every place", () => {
    const answer = readPolicy(
      '{ "Statement": [ { "Effect": "allow" }, 7, { "Effect": "Deny", "Action": "kms", "Resource": "*" } ] }',
    );
    expect(isProblem(answer) && answer.fields).toHaveLength(3);
  });
});
