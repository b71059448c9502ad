import type { Scenario } from "./scenario";

export const existenceFirst: Scenario = {
  id: "existence-first",
  title: "KMS looks for the key before it asks about permissions",
  expect:
    "No verdict on a single key is green: every such call answers that the key does not exist, no matter who asks. They stay unknown until the policy simulator or the read policy settles them.",
  existenceFirst: true,
};
