import { z } from "zod";
import { type Operation, operation } from "../../operation";
import type { Crl } from "../../state";
import { readRevoked } from "../../x509/certificate";
import {
  commonRows,
  invalid,
  nameShape,
  newThing,
  notFound,
  onThing,
  saveTags,
  type ThingKind,
  tagsShape,
} from "./common";

const crls: ThingKind<Crl> = {
  title: "Crl",
  plural: "Crls",
  member: "crl",
  path: "crl",
  arn: "crl",
  all: (world) => world.rolesAnywhere.crls,
  describe: (crl) => ({
    crlId: crl.id,
    crlArn: crl.arn,
    name: crl.name,
    enabled: crl.enabled,
    crlData: crl.crlData,
    trustAnchorArn: crl.trustAnchorArn,
    createdAt: crl.created,
    updatedAt: crl.updated,
  }),
};

const dataShape = z.base64().min(1).max(400_000);

function checkData(data: string): void {
  const revoked = readRevoked(Buffer.from(data, "base64"));
  if (!revoked) throw invalid("Error importing CRL. Bad CRL data");
  // One public account of a refusal, no rule in the documentation.
  if (revoked.length === 0) throw invalid("Error importing CRL. The CRL has no revoked certificates");
}

const CRLS_PER_ANCHOR = 2;

export const crlOperations: readonly Operation[] = [
  ...commonRows(crls),
  operation({
    service: "rolesanywhere",
    name: "ImportCrl",
    action: "rolesanywhere:ImportCrl",
    route: "POST /crls",
    status: 201,
    shape: z.object({
      name: nameShape,
      crlData: dataShape,
      trustAnchorArn: z.string(),
      enabled: z.boolean().optional(),
      tags: tagsShape.optional(),
    }),
    resource: () => "*",
    answer(input, context) {
      const { trustAnchors, crls: all } = context.world.rolesAnywhere;
      if (!trustAnchors[input.trustAnchorArn]) throw notFound("Specified Trust Anchor wasn't found.");
      checkData(input.crlData);
      const before = Object.values(all).filter((crl) => crl.trustAnchorArn === input.trustAnchorArn);
      if (before.length >= CRLS_PER_ANCHOR)
        throw invalid("The limit of CRLs per trust anchor has been reached.");
      const crl: Crl = {
        ...newThing(crls, context, input.name, input.enabled),
        trustAnchorArn: input.trustAnchorArn,
        crlData: input.crlData,
      };
      saveTags(context, crl.arn, input.tags);
      all[crl.arn] = crl;
      return { crl: crls.describe(crl) };
    },
  }),
  onThing(
    crls,
    "UpdateCrl",
    "PATCH /crl/{id}",
    { name: nameShape.optional(), crlData: dataShape.optional() },
    (crl, input, { now }) => {
      if (input.crlData) checkData(input.crlData);
      crl.name = input.name ?? crl.name;
      crl.crlData = input.crlData ?? crl.crlData;
      crl.updated = now.toISOString();
    },
  ),
];
