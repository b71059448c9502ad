import type { PolicyDocument } from "../policy";
import type { WorldState } from "../state";

/** How a world differs from a healthy one. The administrator of a world is never touched by it. */
export interface Scenario {
  id: string;
  title: string;
  /** What the visitor should see, said beforehand. */
  expect: string;
  /** KMS looks for the key before it asks whether the caller is allowed. */
  existenceFirst?: boolean | undefined;
  /** Changes an identity policy as it is read (not as it is stored). */
  identityPolicy?(document: PolicyDocument): PolicyDocument;
  /** One more identity policy that everybody has. */
  extraPolicy?: PolicyDocument | undefined;
  /** A boundary put on everybody who has none of their own. */
  boundary?: PolicyDocument | undefined;
  /** An organisation's service control policy. */
  organisation?: PolicyDocument | undefined;
  /** How long a change of policies takes to be seen for this action, in milliseconds. */
  propagationMs?(action: string): number;
  /** Calls a second that a service takes before it throttles. */
  throttle?: { service: string; perSecond: number } | undefined;
  /** Session tokens count as expired for everything but the first question of who one is. */
  sessionsExpire?: boolean | undefined;
  /** Puts things into the world when the scenario is chosen. */
  seed?(world: WorldState): void;
}
