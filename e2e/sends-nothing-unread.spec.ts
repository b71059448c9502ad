import { makeMaterial, secretForms } from "@/lib/intake/testing/secret-forms";
import { expect, test } from "./support/test";
import { describeConnection, goOn, startRehearsal } from "./support/walk";

const material = makeMaterial();
const forms = secretForms(material);
const form = (name: string) => {
  const found = forms.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no form ${name}`);
  return found;
};

// Every form in every box, every request searched: `npm run soak -- "secrets in every box"`, since it takes minutes.
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
