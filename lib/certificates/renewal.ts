import { given } from "@/lib/given";
import { isProblem, type Problem, problem } from "@/lib/problems";
import type { Verdict } from "@/lib/verdict";
import { inspectCertificates } from "./inspect";
import { chooseLeaf } from "./leaf";
import type { CertificateFacts } from "./read/facts";
import { describePieces, readPieces } from "./read/pieces";
import { renewalRules } from "./rules/renewal";
import { plainVerdict } from "./verdicts";

export interface Renewal {
  verdicts: Verdict[];
  /** The new certificate meets every rule, and nothing of the renewal failed. */
  accepted: boolean;
  /** What is to be done, in order; each says where. */
  steps: { where: "AWS" | "CipherTrust" | "PKI"; text: string }[];
  problem?: Problem | undefined;
}

/**
 * Judges a certificate that replaces another: itself by every rule, and against the old one (subject and key that
 * conditions rely on, overlap in time, whether it is really new). Says what must be done where. Never throws.
 */
export async function judgeRenewal(request: {
  previous: string | Uint8Array;
  next: string | Uint8Array;
  trustAnchor?: string | Uint8Array | undefined;
  /** Session tags that the role's trust policy requires. */
  required?: Readonly<Record<string, string>> | undefined;
  now: Date;
}): Promise<Renewal> {
  const { now } = request;
  const before = leafOf(request.previous);
  if (isProblem(before)) return refused({ ...before, field: "previous" });
  const own = await inspectCertificates({
    as: "client",
    input: request.next,
    now,
    ...given({ trustAnchor: request.trustAnchor }),
  });
  const after = own.certificates[0];
  if (own.problem !== undefined || after === undefined) return refused(own.problem);
  const sameAnchor = own.verdicts.find(({ id }) => id === "client.issued-by-anchor")?.status;
  const { required = {} } = request;
  const subject = { before, after, now, anchorStays: sameAnchor === "pass", required };
  const verdicts = renewalRules.map((rule) =>
    plainVerdict(rule, "renewal", rule.judge(subject), {
      lookedAt: rule.part,
      expected: rule.expected,
      at: now,
    }),
  );
  const accepted = own.accepted && verdicts.every(({ status }) => status !== "fail");
  return { verdicts: [...verdicts, ...own.verdicts], accepted, steps: stepsOf(subject) };
}

function refused(found: Problem | undefined): Renewal {
  return { verdicts: [], accepted: false, steps: [], ...given({ problem: found }) };
}

function leafOf(input: string | Uint8Array): CertificateFacts | Problem {
  const read = readPieces(input);
  if (isProblem(read)) return read;
  const { leaf } = chooseLeaf(
    read.pieces.flatMap((piece) => (piece.kind === "certificate" ? [piece.certificate] : [])),
  );
  return leaf === undefined
    ? problem("certificate-none", { values: { found: describePieces(read.pieces) } })
    : leaf.facts;
}

function stepsOf({
  before,
  after,
  anchorStays,
}: {
  before: CertificateFacts;
  after: CertificateFacts;
  anchorStays: boolean;
}): Renewal["steps"] {
  const sameSubject = before.subject.canonical === after.subject.canonical;
  const newKey = before.keyHash !== after.keyHash;
  return [
    anchorStays
      ? {
          where: "AWS",
          text: "Nothing: the trust anchor stays the same, so the new certificate is trusted like the old one.",
        }
      : {
          where: "AWS",
          text: "Add the new CA to the trust anchor next to the old one (update-trust-anchor; a bundle holds two), before the new certificate is used. The anchor's ARN stays the same.",
        },
    ...(sameSubject
      ? []
      : [
          {
            where: "AWS" as const,
            text: "Change conditions on the subject in the role's trust policy, and in policies that name the source identity: the subject is different.",
          },
        ]),
    {
      where: "CipherTrust",
      text: `Update the connection (PATCH) with the new certificate${newKey ? " and its private key" : ""}. CipherTrust answers “Certificate from same CSR” when the certificate is not really new.`,
    },
    { where: "CipherTrust", text: "Test the connection, then let the old certificate expire." },
    ...(newKey
      ? [
          {
            where: "PKI" as const,
            text: "Revoke the old certificate if its key may have been exposed; import the list into Roles Anywhere if you use one.",
          },
        ]
      : []),
  ];
}
