import { isFields } from "@/lib/fields";
import type { PlanDocument } from "./plan";

/** The words of a plan and what can be said of one without its schema: what a page needs that only shows it. */

export type { PlanDocument, SliceName } from "./plan";
export { type SignInWay, signInWays } from "./sign-in-ways";

export const worlds = ["aws", "sandbox"] as const;
export type World = (typeof worlds)[number];

/** A plan as the rooms see it: the document, and the three facts about it that never change. */
export interface Plan {
  id: string;
  world: World;
  document: PlanDocument;
  createdAt: Date;
  updatedAt: Date;
}

export function emptyPlanDocument(): PlanDocument {
  return {
    version: 1,
    start: {
      connectionName: "",
      description: "",
      target: "cdspaas",
      partition: "aws",
      accountId: "",
      region: "",
      signIn: "roles-anywhere",
      sets: ["region-listing", "key-management"],
      assumeRoleArn: "",
      assumeRoleExternalId: "",
    },
    policy: {
      madeElsewhere: false,
      policyArn: "",
      narrowServiceRoles: false,
      narrowRegions: [],
      narrowTagKey: "",
      narrowTagValue: "",
    },
    certificates: {
      authority: "own",
      privateCaArn: "",
      trustAnchorPem: "",
      clientPem: "",
      chainPem: "",
      pilot: false,
    },
    identity: {
      tie: "name",
      tieFields: [],
      namePrefix: "ciphertrust-cckm",
      rolePath: "/",
      permissionsBoundaryArn: "",
      tags: [],
      trustAnchorArn: "",
      roleArn: "",
      profileArn: "",
      userName: "",
      userExists: false,
    },
  };
}

/**
 * A document as an earlier version of the wizard wrote it, with the fields that were added to its slices since at their
 * empty values. Not judged: give the answer to `planDocumentSchema`.
 */
export function completeDocument(written: unknown): unknown {
  if (!isFields(written)) return written;
  const { version: _, ...slices } = emptyPlanDocument();
  const complete = Object.entries(slices).map(([slice, empty]) => {
    const given = written[slice];
    return [slice, isFields(given) ? { ...empty, ...untied(slice, given), ...given } : given];
  });
  return { ...written, ...Object.fromEntries(complete) };
}

/** A role that an earlier version's script made is not tied to the certificate: its plan says so. */
function untied(slice: string, given: Record<string, unknown>): { tie?: "any" | undefined } {
  const made = slice === "identity" && typeof given.roleArn === "string" && given.roleArn !== "";
  return made ? { tie: "any" } : {};
}

/** True where the connection signs in by certificate: Roles Anywhere from the start, or as the end of a move. */
export function usesCertificate(document: PlanDocument): boolean {
  return document.start.signIn !== "access-key";
}
