import type { Scenario } from "./scenario";

export const expiredSession: Scenario = {
  id: "expired-session",
  title: "The session expires in the middle",
  expect:
    "Signing in with the certificate works; every check after it answers that the token has expired, so no verdict is a failure: sign in again. An access key does not expire and is not affected.",
  sessionsExpire: true,
};
