import { makeMaterial, secretForms } from "@/lib/intake/testing/secret-forms";
import { giveSecrets } from "./support/give-secrets";
import { expect, test } from "./support/test";
import { describeConnection, goOn, startRehearsal } from "./support/walk";

const material = makeMaterial();
const forms = secretForms(material);
const form = (name: string) => {
  const found = forms.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no form ${name}`);
  return found;
};

test("no secret that is pasted or dropped anywhere is in any request", async ({ page }) => {
  test.setTimeout(300_000);
  const few = [
    "Kubernetes Secret, YAML",
    "hexadecimal",
    "a body after NAME=",
    "base64 of PEM, cut at its end",
    "AWS credentials file",
    "JWK, RSA",
  ].map(form);
  const { boxes, files, leaks, requests } = await giveSecrets(page, material, few, 1);
  console.log(`${boxes.size} boxes, ${files} files, ${requests} requests, ${leaks.length} leaks`);
  expect(boxes.size, [...boxes].join(", ")).toBeGreaterThanOrEqual(40);
  expect(leaks).toEqual([]);
});

test("a Kubernetes Secret in a certificate box fills all three boxes", async ({ page }) => {
  await startRehearsal(page);
  await describeConnection(page, {
    name: "whole-secret",
    signIn: "IAM Roles Anywhere (certificate)",
    partition: "aws",
    region: "eu-west-3",
  });
  await goOn(page, "Check the certificates");
  const box = (name: string) => page.getByRole("textbox", { name, exact: true });
  await box("Client certificate").fill(String(form("Kubernetes Secret, YAML").content));
  await expect(page.getByText("The key is in this page's memory")).toBeVisible();
  await expect(page.getByText("Private key: stays in this browser")).toBeVisible();
  await expect(box("CA certificate")).toHaveValue(/^-----BEGIN CERTIFICATE-----/);
  await expect(box("Client certificate")).toHaveValue(/^-----BEGIN CERTIFICATE-----/);
  await expect(page.getByRole("heading", { name: "What was read" })).toBeVisible();
});

test("what is not recognised stays in its field, which says what it looks like", async ({ page }) => {
  await startRehearsal(page);
  const description = page.getByLabel("Description");
  await description.fill(String(form("a body after NAME=").content));
  await expect(page.getByText(/This looks like .*private key/)).toBeVisible();
  await expect(page.getByText(/^Not saved/)).toBeVisible();
  await description.fill("Keys of production");
  await expect(page.getByText(/This looks like/)).toHaveCount(0);
  await expect(page.getByText(/^Saved at/)).toBeVisible();
});
