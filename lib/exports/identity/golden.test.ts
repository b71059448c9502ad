import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { has } from "@/scripts/test-tools";
import { blueprint, exportFormats } from "..";
import { tiedCaPem, tiedClientPem } from "../testing/example-plans";
import { planFor } from "../testing/identity-script";

/** A certificate as text: the scripts only carry it. */
const ca = "-----BEGIN CERTIFICATE-----\nMIIBfake\n-----END CERTIFICATE-----\n";

const plans = {
  "own-ca": planFor({ certificates: { trustAnchorPem: ca } }),
  tied: planFor({ certificates: { trustAnchorPem: tiedCaPem, clientPem: tiedClientPem } }),
  "private-ca": planFor({
    start: { partition: "aws-us-gov", sets: ["multi-region-keys", "custom-key-stores"] },
    certificates: {
      authority: "private-ca",
      privateCaArn:
        "arn:aws-us-gov:acm-pca:us-gov-west-1:111122223333:certificate-authority/11111111-2222-3333-4444-555555555555",
    },
    policy: { madeElsewhere: true, policyArn: "arn:aws-us-gov:iam::111122223333:policy/team/cckm" },
    identity: { permissionsBoundaryArn: "arn:aws-us-gov:iam::111122223333:policy/boundary" },
  }),
  "new-user": planFor({
    start: { partition: "aws-cn", signIn: "access-key" },
    identity: { tags: [{ key: "Kostenstelle", value: "Süd 7" }], rolePath: "/team/" },
  }),
  "existing-user": planFor({
    start: { signIn: "access-key" },
    identity: { userName: "cckm", userExists: true },
  }),
};

const scripts = Object.entries(plans).flatMap(([plan, document]) =>
  exportFormats
    .filter(({ language, step }) => language === "bash" && (step === "policy" || step === "identity"))
    .filter((format) => format.appliesTo(document))
    .map((format) => ({
      name: `${plan}.${format.fileName}`,
      text: format.render({ plan: { id: "p", world: "aws", document }, now: new Date(0) }),
    })),
);

describe("the scripts", () => {
  it("are the ones that each plan needs", () => {
    expect(scripts.map(({ name }) => name)).toMatchSnapshot();
  });

  it.each(scripts)("$name is the one on record", async ({ name, text }) => {
    await expect(text).toMatchFileSnapshot(`golden/${name}`);
  });

  it.each(scripts)("$name holds nothing that a script with careless quoting would", ({ text }) => {
    expect(text).not.toMatch(/<<-?['"]?[A-Z]/);
    expect(text).not.toMatch(/\beval\b/);
  });

  it.skipIf(!has("shellcheck")).each(scripts)("$name passes shellcheck", ({ text }) => {
    const checked = spawnSync("shellcheck", ["--shell=bash", "--severity=style", "-"], {
      input: text,
      encoding: "utf8",
    });
    expect(checked.stdout).toBe("");
  });

  it("are not offered while answers are open", () => {
    const open = planFor();
    const offered = exportFormats
      .filter(({ step }) => step === "identity")
      .filter((format) => format.appliesTo(open))
      .map(({ language }) => language);
    expect(offered).not.toContain("bash");
    expect(blueprint(open)).toMatchObject({ kind: "problem", code: "blueprint-open" });
  });
});
