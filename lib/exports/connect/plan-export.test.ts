import { describe, expect, it } from "vitest";
import { emptyPlanDocument, planDocumentSchema } from "@/lib/plan";
import { isProblem } from "@/lib/problems";
import { connectionPayload, exportFormats, payloadText, readPlanExport } from "..";
import { examplePlan, examplePlans, hostilePlan, hostileTexts } from "../testing/example-plans";

const now = new Date("2026-03-01T10:00:00Z");
const format = exportFormats.find(({ id }) => id === "plan-export");
const exported = (document: ReturnType<typeof examplePlan>, world: "aws" | "sandbox" = "aws") =>
  format?.render({ plan: { id: "p1", world, document }, now }) ?? "";
const why = (text: string) => {
  const answer = readPlanExport(text);
  return isProblem(answer) ? answer.sentence : "it was read";
};

describe("a plan export comes back as it went", () => {
  it.each([...examplePlans, { name: "empty", document: emptyPlanDocument() }])("$name", ({ document }) => {
    expect(readPlanExport(exported(document, "sandbox"))).toEqual({ world: "sandbox", document });
  });

  it.each(hostileTexts)("with %j in every text", (text) => {
    // The plan itself trims what is typed and drops invisible characters; the export adds no change of its own.
    const document = planDocumentSchema.parse(hostilePlan(text));
    expect(readPlanExport(exported(document))).toEqual({ world: "aws", document });
  });

  it("with a byte order mark, as some editors save it", () => {
    expect(isProblem(readPlanExport(`\uFEFF${exported(emptyPlanDocument())}`))).toBe(false);
  });
});

it("only fields that are written down travel, and the plan's id is not one of them", () => {
  const document = Object.assign(emptyPlanDocument(), { secret: "s3cret" });
  Object.assign(document.start, { token: "s3cret" });
  expect(exported(document)).not.toMatch(/s3cret|p1/);
  const { document: travelled } = JSON.parse(exported(document)) as { document: object };
  expect(Object.keys(travelled).sort()).toEqual(Object.keys(emptyPlanDocument()).sort());
});

describe("what is no plan export is refused with the reason", () => {
  const good: Record<string, unknown> = JSON.parse(exported(examplePlan("aws", "roles-anywhere")));
  const changed = (change: object) => JSON.stringify({ ...good, ...change });
  it.each([
    ["an empty file", "  ", "it is empty"],
    ["something else", "%PDF-1.7", "it is not JSON"],
    ["a cut file", exported(emptyPlanDocument()).slice(0, 200), "it is not JSON"],
    ["a list", "[]", "it is not an object"],
    [
      "a payload",
      payloadText(connectionPayload(examplePlan("aws", "access-key"))),
      "it is a connection payload",
    ],
    ["a policy", '{ "Version": "2012-10-17", "Statement": [] }', "it is an IAM policy"],
    ["any other JSON", "{}", '"kind" is missing'],
    ["a later version", changed({ version: 2 }), "another version of the wizard"],
    ["a world that is none", changed({ world: "mars" }), "its world"],
    [
      "a wrong answer",
      changed({ document: { ...emptyPlanDocument(), policy: { madeElsewhere: "yes", policyArn: "" } } }),
      "policy.madeElsewhere",
    ],
    ["a missing slice", changed({ document: { version: 1 } }), "start"],
    ["too large a file", `"${"x".repeat(600_000)}"`, "has 586 KB"],
  ])("%s", (_name, text, says) => expect(why(text)).toContain(says));

  it("a private key in a certificate's place", () => {
    const document = examplePlan("aws", "roles-anywhere");
    document.certificates.clientPem = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";
    expect(why(exported(document))).toContain("must not hold a private key");
  });
});
