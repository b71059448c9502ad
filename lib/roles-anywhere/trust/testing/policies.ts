import { judgeTrustPolicy, trustPolicy } from "../../index";

/** A plan's anchor and certificate, and trust policies around them, for the tests of this folder. */

export const at = (id: string, account = "111122223333", region = "eu-west-1") =>
  `arn:aws:rolesanywhere:${region}:${account}:trust-anchor/${id}`;
export const anchor = at("11111111-2222-3333-4444-555555555555");
export const other = at("99999999-2222-3333-4444-555555555555");
export const now = new Date("2026-03-01T12:00:00Z");
export const certificate = {
  tags: {
    "x509Subject/CN": "vault-7",
    "x509Subject/OU": "Security/Keys",
    "x509Issuer/CN": "Issuing CA 3",
    "x509SAN/DNS": "vault-7.example.net",
  },
  sourceIdentity: "CN=vault-7",
};
export const good = trustPolicy({ trustAnchorArn: anchor });
export const THREE = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
export const SERVICE = { Service: "rolesanywhere.amazonaws.com" };
export const tied = { ArnEquals: { "aws:SourceArn": anchor } };

export type Fields = Record<string, unknown>;
export const statement = (Condition?: Fields, more: Fields = {}): Fields => ({
  Effect: "Allow",
  Principal: SERVICE,
  Action: THREE,
  ...(Condition === undefined ? {} : { Condition }),
  ...more,
});
export const policy = (...Statement: Fields[]): Fields => ({ Version: "2012-10-17", Statement });
export const withTied = (Condition: Fields) => policy(statement({ ...tied, ...Condition }));

/** "pass", or the status of the use and of the width. */
export function judged(given: unknown, expected: Partial<Parameters<typeof judgeTrustPolicy>[1]> = {}) {
  const verdicts = judgeTrustPolicy(given, { trustAnchorArn: anchor, certificate, ...expected }, { now });
  const of = (id: string) => verdicts.find((verdict) => verdict.id === id)?.status;
  if (verdicts.length === 1) return `refused: ${verdicts[0]?.evidence.found}`;
  return of("trust-width") === "warn" ? `${of("trust-actions")}, wide` : of("trust-actions");
}
