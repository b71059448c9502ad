import { describe, expect, it } from "vitest";
import { permissionSets } from "@/lib/permissions";
import { expectGolden } from "@/scripts/golden";
import { exportFormats, payloadSchema } from ".";
import { examplePlans, hostilePlan, hostileTexts, narrowedPlan } from "./testing/example-plans";

const now = new Date("2026-03-01T10:00:00Z");
const own = exportFormats.filter((format) => format.step !== "identity");

describe.each(own.map((format) => [format.id, format] as const))("%s", (id, format) => {
  it.each([...examplePlans, ...(format.step === "policy" ? [narrowedPlan] : [])])(
    "$name reads as in its golden file",
    ({ name, document }) => {
      expect(format.appliesTo(document)).toBe(true);
      const text = format.render({ plan: { id: "p1", world: "aws", document }, now });
      expect(text.endsWith("\n")).toBe(true);
      expectGolden(import.meta.url, `${id}/${name}.${format.fileName.split(".").pop()}`, golden(id, text));
    },
  );
});

/** The pieces of bash that all scripts share have goldens beside them (identity/); of these, the values stay. */
function golden(id: string, text: string): string {
  if (id !== "policy-aws-cli" && id !== "check-aws-cli") return text;
  return text.slice(text.indexOf("# --- The plan's values ---"), text.indexOf("# --- Helpers ---"));
}

it("ids and file names are there once", () => {
  expect(new Set(exportFormats.map((format) => format.id)).size).toBe(exportFormats.length);
  expect(new Set(exportFormats.map((format) => format.fileName)).size).toBe(exportFormats.length);
});

it("no format of the policy is offered where another team makes it, but the document is", () => {
  for (const { document } of examplePlans) {
    const elsewhere = { ...document, policy: { ...document.policy, madeElsewhere: true } };
    const ids = own.filter((f) => f.step === "policy" && f.appliesTo(elsewhere)).map((f) => f.id);
    expect(ids).toEqual(["policy-json"]);
  }
});

describe("hostile values", () => {
  it.each(hostileTexts)("%j: every JSON format stays JSON, and every value comes back", (text) => {
    for (const format of own.filter(({ language }) => language === "json")) {
      const document = hostilePlan(text);
      const rendered = format.render({ plan: { id: "p1", world: "aws", document }, now });
      const value: unknown = JSON.parse(rendered);
      if (format.id === "payload-template") expect(payloadSchema.parse(value)).toMatchObject({ name: text });
    }
  });
});

it("the golden plans ask for every action of the vendor's page", () => {
  const sets = new Set(examplePlans.flatMap(({ document }) => document.start.sets));
  for (const set of permissionSets) expect(sets).toContain(set.id);
});
