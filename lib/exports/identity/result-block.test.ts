import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { isProblem } from "@/lib/problems";
import { posixChecksum } from "./checksum";
import { RESULT_BEGIN, RESULT_END, type ResultBlock, readResultBlock } from "./result-block";

const anchor =
  "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555";
const profile = "arn:aws:rolesanywhere:eu-west-1:111122223333:profile/66666666-7777-8888-9999-000000000000";
const role = "arn:aws:iam::111122223333:role/a'b \"c/ckm";
const facts = [
  "version 1",
  "kind roles-anywhere",
  "at 2026-11-24T17:45:11Z",
  "partition aws",
  "account 111122223333",
  "region eu-west-1",
  `trust-anchor ${anchor}`,
  `role ${role}`,
  `profile ${profile}`,
  "simulation kms:ListKeys allowed",
  "simulation kms:CreateKey implicitDeny",
  "simulation iam:ListRoles allowed aws:RequestedRegion",
  "simulation kms:EnableKey implicitDeny not-by-boundary",
  "simulation kms:DisableKey implicitDeny aws:MultiFactorAuthPresent not-by-organization not-by-boundary",
];
const line = (text: string) => `${text} #${posixChecksum(text)}`;
const lines = [...facts, `lines ${facts.length}`].map(line);
const whole = [RESULT_BEGIN, ...lines, RESULT_END].join("\n");

function read(text: string): ResultBlock {
  const block = readResultBlock(text);
  if (isProblem(block)) throw new Error(block.code);
  return block;
}
const code = (text: string) => {
  const block = readResultBlock(text);
  return isProblem(block) ? block.code : "read";
};

it("the checksum is cksum's", () => {
  for (const text of ["", "a", facts[7] ?? "", "Grüße 世界 💥", "x".repeat(3000)]) {
    const [real] = execFileSync("cksum", { input: text }).toString().split(" ");
    expect(posixChecksum(text)).toBe(Number(real));
  }
});

describe("a result block is read whole", () => {
  it.each<[string, string]>([
    ["as printed", whole],
    ["with text around it", `$ bash cckm.sh\nmade the role\n${whole}\n\nDone.\n`],
    ["with Windows line ends", whole.replaceAll("\n", "\r\n")],
    ["quoted in a mail", whole.replaceAll(/^/gm, "> ")],
    ["indented", whole.replaceAll(/^/gm, "    ")],
    ["after an older block", `${whole.replace("eu-west-1", "us-east-1")}\n${whole}`],
    ["broken by a terminal of 80 columns", whole.replaceAll(/^(.{80})(.+)$/gm, "$1\n$2")],
    ["broken at blanks", whole.replaceAll(/^(trust-anchor) (.+)$/gm, "$1\n$2")],
    ["with blank lines", whole.replaceAll("\n", "\n\n")],
    ["with an invisible character", `\uFEFF${whole.replace("account", "acc\u200Bount")}`],
  ])("%s", (_, text) => {
    expect(read(text)).toEqual({
      kind: "roles-anywhere",
      partition: "aws",
      account: "111122223333",
      region: "eu-west-1",
      at: new Date("2026-11-24T17:45:11Z"),
      arns: { trustAnchorArn: anchor, roleArn: role, profileArn: profile },
      simulation: [
        { action: "kms:ListKeys", decision: "allowed" },
        { action: "kms:CreateKey", decision: "implicitDeny" },
        { action: "iam:ListRoles", decision: "allowed", missingContext: ["aws:RequestedRegion"] },
        { action: "kms:EnableKey", decision: "implicitDeny", allowedByBoundary: false },
        {
          action: "kms:DisableKey",
          decision: "implicitDeny",
          missingContext: ["aws:MultiFactorAuthPresent"],
          allowedByOrganization: false,
          allowedByBoundary: false,
        },
      ],
      damaged: [],
      missing: 0,
    });
  });

  it("says when the simulator was refused", () => {
    expect(
      read(whole.replace(lines[9] ?? "", line("simulation-refused AccessDenied"))).simulationRefused,
    ).toBe("AccessDenied");
  });
});

describe("damage is noticed, and nothing is guessed", () => {
  it("each single changed character spoils its line and no other", () => {
    const target = lines[6] ?? "";
    for (let at = 0; at < target.lastIndexOf("#"); at += 1) {
      const broken = `${target.slice(0, at)}${target[at] === "x" ? "y" : "x"}${target.slice(at + 1)}`;
      const block = read(whole.replace(target, broken));
      expect(block.damaged).toEqual([{ line: 8, text: expect.stringMatching(/#\d+$/) }]);
      expect(block.arns).toEqual({ roleArn: role, profileArn: profile });
    }
  });

  it("a damaged line is named by its place in the pasted text, whatever stands before the block", () => {
    const broken = whole.replace("kms:CreateKey", "kms:CreateKeX");
    const lineOf = (text: string) => read(text).damaged.map(({ line }) => line);
    expect(lineOf(broken)).toEqual([12]);
    expect(lineOf(`$ bash ask.sh\n\nAccount\n${broken}`)).toEqual([15]);
    expect(lineOf(broken.replaceAll("\n", "\n\n"))).toEqual([23]);
    expect(lineOf(`${"x\n".repeat(150_000)}${broken}`)).toEqual([150_012]);
  });

  it("a lost line is counted", () => {
    const block = read(whole.replace(`${lines[10]}\n`, ""));
    expect([block.missing, block.damaged]).toEqual([1, []]);
  });

  it.each<[string, string]>([
    ["", "result-block-missing"],
    [`${anchor}\n${role}`, "result-block-missing"],
    [whole.slice(0, 300), "result-block-cut"],
    [`${RESULT_BEGIN}\n${RESULT_END}`, "result-block-missing"],
    [`${RESULT_BEGIN}\nhello\n${RESULT_END}`, "result-block-missing"],
    [whole.slice(30), "result-block-missing"],
  ])("%#: %s", (text, expected) => expect(code(text)).toBe(expected));

  it("a block of a million lines is cut, not choked on", () => {
    expect(code(`${RESULT_BEGIN}\n${"x\n".repeat(90_000)}${RESULT_END}`)).toBe("result-block-missing");
  });
});
