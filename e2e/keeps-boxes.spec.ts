import { makeMaterial, secretForms } from "@/lib/intake/testing/secret-forms";
import { giveSecrets } from "./support/give-secrets";
import { expect, test } from "./support/test";

test("a secret that is pasted into any box, or dropped on any page, stays in the browser", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const material = makeMaterial();
  // One form a box, another in each; every form in every box: npm run soak -- "secrets in every box".
  const done = await giveSecrets(page, material, secretForms(material), [0]);
  expect(done.leaks).toEqual([]);
  expect(done.boxes.size, "boxes that were found and filled").toBeGreaterThan(40);
});
