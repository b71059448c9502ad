import { expect, it } from "vitest";
import { trustPolicy } from "../index";

const anchor =
  "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555";

it("the trust policy is tied to the anchor, and to fields of the certificate", () => {
  expect(
    trustPolicy({
      trustAnchorArn: anchor,
      tags: { "x509Subject/CN": "ckm-prod", "x509Issuer/CN": "Issuing CA" },
    }),
  ).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "RolesAnywhere",
        Effect: "Allow",
        Principal: { Service: "rolesanywhere.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
        Condition: {
          ArnEquals: { "aws:SourceArn": anchor },
          StringEquals: {
            "aws:PrincipalTag/x509Subject/CN": "ckm-prod",
            "aws:PrincipalTag/x509Issuer/CN": "Issuing CA",
          },
        },
      },
    ],
  });
});
