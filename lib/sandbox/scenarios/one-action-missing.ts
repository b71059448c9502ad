import { list } from "../policy";
import type { Scenario } from "./scenario";

const MISSING = "kms:ScheduleKeyDeletion";
// A statement this short was written to mend something: it counts.
const SHORT = 3;

export const oneActionMissing: Scenario = {
  id: "one-action-missing",
  title: "One action is missing from the policy",
  expect: `The verdict on ${MISSING} fails, all others are as in a healthy account. Adding the statement that the verdict shows fixes it.`,
  identityPolicy: (document) => ({
    ...document,
    Statement: list(document.Statement).map((statement) => {
      const actions = list(statement.Action);
      if (statement.Effect !== "Allow" || actions.length <= SHORT) return statement;
      return { ...statement, Action: actions.filter((action) => action !== MISSING) };
    }),
  }),
};
