import { existenceFirst } from "./existence-first";
import { expiredSession } from "./expired-session";
import { explicitDeny } from "./explicit-deny";
import { farRegionsDenied } from "./far-regions-denied";
import { healthy } from "./healthy";
import { keyPolicyNotDelegating } from "./key-policy-not-delegating";
import { oneActionMissing } from "./one-action-missing";
import { permissionsBoundary } from "./permissions-boundary";
import { regionDenied } from "./region-denied";
import type { Scenario } from "./scenario";
import { slowPropagation } from "./slow-propagation";
import { throttled } from "./throttled";

/** All worlds that a visitor can choose, the default first. */
export const scenarios: readonly Scenario[] = [
  healthy,
  oneActionMissing,
  explicitDeny,
  permissionsBoundary,
  regionDenied,
  farRegionsDenied,
  slowPropagation,
  throttled,
  existenceFirst,
  keyPolicyNotDelegating,
  expiredSession,
];

export const findScenario = (id: string) => scenarios.find((scenario) => scenario.id === id);

export const scenarioOf = (id: string): Scenario => findScenario(id) ?? healthy;
