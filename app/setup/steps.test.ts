import { describe, expect, it } from "vitest";
import { basisOf, emptyPlanDocument, type Plan, type PlanDocument } from "@/lib/plan";
import type { StepCard } from "./step";
import { firstOpen, placeOf, stateOf, stepHref, steps, stepsFor } from "./steps";

const at = new Date("2026-11-24T12:00:00Z");

function planWith(change: (document: PlanDocument) => void = () => {}): Plan {
  const document = emptyPlanDocument();
  change(document);
  return { id: "p", world: "aws", document, createdAt: at, updatedAt: at };
}

const card: StepCard = {
  slug: "card",
  title: "Card",
  heading: "Card",
  question: "?",
  why: "",
  needs: [],
  who: "",
  links: [],
  results: ["certificates"],
  appliesTo: () => true,
  waitingFor: () => [],
  begun: () => false,
  problems: () => [],
  standing: () => ({ status: "open", words: "" }),
  readsBack: () => [],
};

describe("the order of the wizard", () => {
  it("has six steps by certificate and five by access key", () => {
    const slugs = (plan: Plan) => stepsFor(plan).map((step) => step.slug);
    expect(slugs(planWith())).toEqual(["start", "policy", "certificates", "identity", "verify", "connect"]);
    expect(
      slugs(
        planWith((d) => {
          d.start.signIn = "access-key";
        }),
      ),
    ).toEqual(["start", "policy", "identity", "verify", "connect"]);
  });

  it("counts only the steps that apply", () => {
    const place = placeOf(
      "identity",
      planWith((d) => {
        d.start.signIn = "access-key";
      }),
    );
    expect(place).toMatchObject({ number: 3, of: 5, back: { slug: "policy" }, next: { slug: "verify" } });
    expect(
      placeOf(
        "certificates",
        planWith((d) => {
          d.start.signIn = "access-key";
        }),
      ),
    ).toBeUndefined();
    expect(placeOf("start", planWith())?.back).toBeUndefined();
    expect(placeOf("connect", planWith())?.next).toBeUndefined();
  });

  it("every card says its question, why it is asked, what it needs and who can do it", () => {
    for (const step of steps)
      for (const text of [step.title, step.heading, step.question, step.why, step.who, ...step.needs])
        expect(text, step.slug).not.toBe("");
    expect(new Set(steps.map((step) => step.slug)).size).toBe(steps.length);
  });

  it("a new plan goes on at its first step", () => {
    expect(firstOpen({ plan: planWith(), results: {} }).slug).toBe("start");
    expect(stepHref("p", "start")).toBe("/setup/p/start");
  });
});

describe("how a step stands", () => {
  const plan = planWith();
  const states: [string, Partial<StepCard>, string][] = [
    ["nothing open", {}, "completed"],
    ["something open, nothing typed", { waitingFor: () => ["x"] }, "not-started"],
    ["something open, something typed", { waitingFor: () => ["x"], begun: () => true }, "in-progress"],
    ["a failed check", { problems: () => ["x"], waitingFor: () => ["y"] }, "problem"],
  ];
  it.each(states)("%s", (_, change, state) => {
    expect(stateOf({ ...card, ...change }, { plan, results: {} })).toBe(state);
  });

  it("a result that rests on other answers makes it stale, whatever else holds", () => {
    const result = {
      id: "certificates" as const,
      verdicts: [],
      at,
      basis: basisOf("certificates", plan.document),
    };
    expect(stateOf(card, { plan, results: { certificates: result } })).toBe("completed");
    const changed = planWith((d) => {
      d.certificates.clientPem = "other";
    });
    expect(stateOf(card, { plan: changed, results: { certificates: result } })).toBe("stale");
  });
});
