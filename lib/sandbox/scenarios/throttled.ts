import type { Scenario } from "./scenario";

export const throttled: Scenario = {
  id: "throttled",
  title: "KMS is throttled",
  expect:
    "KMS takes five calls a second, so that some verdicts stay unknown (throttled) at first. They are never called failed, and checking again completes them.",
  throttle: { service: "kms", perSecond: 5 },
};
