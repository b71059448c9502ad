import type { Scenario } from "./scenario";

export const throttled: Scenario = {
  id: "throttled",
  title: "KMS is throttled",
  expect:
    "KMS accepts five calls a second, so some verdicts stay unknown (throttled) at first. They never show as failed, and checking again completes them.",
  throttle: { service: "kms", perSecond: 5 },
};
