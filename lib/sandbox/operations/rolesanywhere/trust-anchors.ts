import { z } from "zod";
import { type Operation, operation } from "../../operation";
import type { TrustAnchor } from "../../state";
import { readPem } from "../../x509/certificate";
import {
  commonRows,
  invalid,
  nameShape,
  newThing,
  onThing,
  saveTags,
  type ThingKind,
  tagsShape,
} from "./common";

const trustAnchors: ThingKind<TrustAnchor> = {
  title: "TrustAnchor",
  plural: "TrustAnchors",
  member: "trustAnchor",
  path: "trustanchor",
  arn: "trust-anchor",
  all: (world) => world.rolesAnywhere.trustAnchors,
  describe: (anchor) => ({
    trustAnchorId: anchor.id,
    trustAnchorArn: anchor.arn,
    name: anchor.name,
    source: anchor.source,
    enabled: anchor.enabled,
    createdAt: anchor.created,
    updatedAt: anchor.updated,
    notificationSettings: anchor.notificationSettings.map((setting) => ({
      ...setting,
      configuredBy: anchor.arn.split(":")[4],
    })),
  }),
};

const sourceShape = z.object({
  sourceType: z.enum(["AWS_ACM_PCA", "CERTIFICATE_BUNDLE", "SELF_SIGNED_REPOSITORY"]),
  sourceData: z.object({
    x509CertificateData: z.string().min(1).max(16_000).optional(),
    acmPcaArn: z
      .string()
      .regex(/^arn:[^:]+:acm-pca:/)
      .optional(),
  }),
});

const CERTIFICATES_PER_ANCHOR = 2;

function checkSource({ sourceType, sourceData }: z.infer<typeof sourceShape>): void {
  if (sourceType === "AWS_ACM_PCA") {
    if (!sourceData.acmPcaArn) throw invalid("Error creating TrustAnchor. Missing ACM PCA ARN.");
    return;
  }
  const certificates = readPem(sourceData.x509CertificateData ?? "");
  if (!certificates) throw invalid("Error creating TrustAnchor. Bad certificate data");
  if (certificates.length > CERTIFICATES_PER_ANCHOR) {
    throw invalid("Error creating TrustAnchor. Too many certificates in the bundle.");
  }
  for (const certificate of certificates) {
    if (certificate.version !== 3 || certificate.ca !== true) {
      throw invalid("Incorrect basic constraints for CA certificate");
    }
    if (!certificate.certSign || certificate.weakSignature) {
      throw invalid("Error creating TrustAnchor. Bad certificate data");
    }
  }
}

const notificationShape = z.array(
  z.object({
    event: z.enum(["CA_CERTIFICATE_EXPIRY", "END_ENTITY_CERTIFICATE_EXPIRY"]),
    enabled: z.boolean(),
    threshold: z.number().int().min(1).max(360).optional(),
    channel: z.literal("ALL").optional(),
  }),
);

export const trustAnchorOperations: readonly Operation[] = [
  ...commonRows(trustAnchors),
  operation({
    service: "rolesanywhere",
    name: "CreateTrustAnchor",
    action: "rolesanywhere:CreateTrustAnchor",
    route: "POST /trustanchors",
    status: 201,
    shape: z.object({
      name: nameShape,
      source: sourceShape,
      enabled: z.boolean().optional(),
      tags: tagsShape.optional(),
      notificationSettings: notificationShape.max(50).optional(),
    }),
    resource: () => "*",
    answer(input, context) {
      checkSource(input.source);
      const anchor: TrustAnchor = {
        ...newThing(trustAnchors, context, input.name, input.enabled),
        source: input.source,
        notificationSettings: input.notificationSettings ?? [],
      };
      saveTags(context, anchor.arn, input.tags);
      context.world.rolesAnywhere.trustAnchors[anchor.arn] = anchor;
      return { trustAnchor: trustAnchors.describe(anchor) };
    },
  }),
  onThing(
    trustAnchors,
    "UpdateTrustAnchor",
    "PATCH /trustanchor/{id}",
    { name: nameShape.optional(), source: sourceShape.optional() },
    (anchor, input, { now }) => {
      if (input.source) checkSource(input.source);
      anchor.name = input.name ?? anchor.name;
      anchor.source = input.source ?? anchor.source;
      anchor.updated = now.toISOString();
    },
  ),
  onThing(
    trustAnchors,
    "PutNotificationSettings",
    "PATCH /put-notifications-settings",
    { notificationSettings: notificationShape },
    (anchor, input) => {
      const kept = anchor.notificationSettings.filter(
        (s) => !input.notificationSettings.some((n) => n.event === s.event),
      );
      anchor.notificationSettings = [...kept, ...input.notificationSettings];
    },
  ),
];
