import { execFileSync, spawnSync } from "node:child_process";
import { parse as parseHcl } from "@cdktf/hcl2json";
import { describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { type PlanDocument, planDocumentSchema } from "@/lib/plan";
import { hostileValues } from "@/lib/syntax/testing/hostile";
import { connectionPayload, type ExportFormat, exportFormats, planPolicy, readPlanExport } from ".";
import { examplePlan, hostilePlan } from "./testing/example-plans";

/**
 * Plans whose every free text is hostile, as far as a plan holds such a text: each goes through the plan's schema, as
 * all that is stored does, and what each format's own parser reads is what the plan holds.
 */
const now = new Date("2026-03-01T10:00:00Z");
const values = hostileValues(400).filter((value) => value.length < 900);

function plansOf(signIn: "roles-anywhere" | "access-key"): PlanDocument[] {
  const own = examplePlan("aws", signIn);
  return values.flatMap((value) => {
    const free = { ...own, start: { ...own.start, connectionName: value.slice(0, 150), description: value } };
    const all = hostilePlan(value.slice(0, 35), signIn);
    // A text that no plan takes (too long, a private key) makes none.
    return [free, all].flatMap((document) => planDocumentSchema.safeParse(document).data ?? []);
  });
}

const documents = [...plansOf("roles-anywhere"), ...plansOf("access-key")];
const render = (format: ExportFormat, document: PlanDocument) =>
  format.render({ plan: { id: "p", world: "aws", document }, now });
const format = (id: string) => {
  const found = exportFormats.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no format ${id}`);
  return found;
};
const applying = (id: string) => documents.filter((document) => format(id).appliesTo(document));

it("there are plans enough, and every language is one whose syntax is proven", () => {
  expect(documents.length).toBeGreaterThan(1200);
  expect(new Set(exportFormats.map(({ language }) => language))).toEqual(
    new Set(["json", "bash", "yaml", "hcl", "text"]),
  );
});

describe("JSON", () => {
  it("of the policy, the payload and the plan", () => {
    for (const document of documents) {
      expect(JSON.parse(render(format("policy-json"), document))).toEqual(planPolicy(document));
      expect(JSON.parse(render(format("payload-template"), document))).toEqual(connectionPayload(document));
      expect(readPlanExport(render(format("plan-export"), document))).toEqual({ world: "aws", document });
    }
  });
});

it("YAML: the CloudFormation template", { timeout: 60_000 }, () => {
  for (const document of applying("policy-cloudformation").filter((_, index) => index % 8 === 1)) {
    const read = parseYaml(render(format("policy-cloudformation"), document), { logLevel: "silent" });
    const { ManagedPolicyName, Path, PolicyDocument } = read.Resources.ConnectionPolicy.Properties;
    expect(ManagedPolicyName).toBe(`${document.identity.namePrefix}-policy`);
    expect(Path).toBe(document.identity.rolePath);
    expect(PolicyDocument).toEqual(planPolicy(document));
  }
});

describe("HCL", () => {
  /** In Terraform's JSON, which this parser writes, a doubled mark is one, and `${…}` is an expression. */
  const plain = (text: unknown) => String(text).replace(/([$%])\1\{/g, (_, mark: string) => `${mark}{`);

  it("of the connection and of the policy", { timeout: 60_000 }, async () => {
    let seen = 0;
    for (const document of documents.filter((_, index) => index % 8 < 2)) {
      const payload = connectionPayload(document);
      const read = await parseHcl("c.tf", render(format("connect-terraform"), document));
      const [connection] = read.resource.ciphertrust_aws_connection.cckm;
      expect(plain(connection.name)).toBe(payload.name);
      expect(plain(connection.description ?? "")).toBe(payload.description ?? "");
      expect(Object.keys(read).sort()).toEqual([
        ...("iam_role_anywhere" in payload ? ["locals"] : []),
        "resource",
        "variable",
      ]);
      if ("iam_role_anywhere" in payload) {
        expect(plain(connection.iam_role_anywhere.anywhere_role_arn)).toBe(
          payload.iam_role_anywhere.anywhere_role_arn,
        );
        expect(connection.iam_role_anywhere.private_key).toBe("$" + "{local.private_key}");
      }
      const [policy] = (await parseHcl("p.tf", render(format("policy-terraform"), document))).resource
        .aws_iam_policy.cckm;
      expect(plain(policy.path)).toBe(document.identity.rolePath);
      const tags = Object.fromEntries(document.identity.tags.map(({ key, value }) => [key, value]));
      const found = Object.entries(policy.tags ?? {}).map(([key, value]) => [plain(key), plain(value)]);
      expect(Object.fromEntries(found)).toEqual(tags);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(300);
  });
});

it("bash: the values of every script are assignments to bash, and nothing is run (there is no program to find)", {
  timeout: 120_000,
}, () => {
  const ids = exportFormats.filter(({ language }) => language === "bash").map(({ id }) => id);
  let scripts = 0;
  for (const id of ids) {
    const rendered = applying(id)
      .filter((_, index) => index % 3 === 0)
      .map((document) => ({ document, text: render(format(id), document) }));
    scripts += rendered.length;
    // The assignments alone, each script in a subshell of one bash.
    const lines = rendered.map(({ text }) => `( ${assignments(text).join("\n")}\n) && printf ok\n`);
    if (lines.length === 0) continue;
    const run = spawnSync("/bin/bash", ["-s"], {
      input: lines.join(""),
      encoding: "utf8",
      env: { ...process.env, PATH: "/none" },
    });
    expect(run.stderr).toBe("");
    expect(run.stdout).toBe("ok".repeat(lines.length));
  }
  expect(scripts).toBeGreaterThan(100);
});

/** From `readonly NAME='` to the quote that ends it. */
function assignments(script: string): string[] {
  return [...script.matchAll(/^readonly [A-Z0-9_]+=(?:'[^']*'|\\')+$/gm)].map(([line]) => line);
}

it("bash: the template that curl sends is the payload, byte for byte", { timeout: 60_000 }, () => {
  const chosen = applying("connect-curl");
  expect(chosen.length).toBeGreaterThan(300);
  const input = chosen
    .map(
      (document) =>
        `(${assignments(render(format("connect-curl"), document)).join("\n")}\nprintf '%s\\0' "$TEMPLATE")\n`,
    )
    .join("");
  const said = execFileSync("bash", ["-s"], {
    input,
    maxBuffer: 2 ** 27,
    env: { ...process.env, LC_ALL: "C" },
  });
  const found = said.toString("utf8").split("\0").slice(0, -1);
  expect(found.map((text) => JSON.parse(text))).toEqual(
    chosen.map((document) => connectionPayload(document)),
  );
});

it("text: a walk's values stand on lines of their own, and no line is made up", () => {
  const walk = format("policy-console-walk");
  for (const document of documents) {
    const lines = render(walk, document).split("\n");
    expect(lines).toContain(`     ${document.identity.namePrefix}-policy`);
    expect(lines.filter((line) => /^\d+\. /.test(line)).length).toBeLessThanOrEqual(8);
  }
});
