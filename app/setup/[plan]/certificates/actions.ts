"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { type InspectedCertificate, type Inspection, keyWords, shown } from "@/lib/certificates/public";
import { basisOf, openAnswers, type World } from "@/lib/plan";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { planAction, runTask } from "@/lib/server";
import { getStore } from "@/lib/store";
import type { Verdict } from "@/lib/verdict";
import type { CertificateSummary } from "./summary";

const pem = z.string().max(64_000, "must have at most 64,000 characters");

/**
 * Judges the CA certificate and the client certificate by every rule, keeps their public PEM and the verdicts.
 * A private key among them is refused before anything is kept (the browser looks for one before it sends, too).
 */
export const validateCertificates = planAction(
  {
    name: "validate-certificates",
    limit: "work",
    input: z.object({
      authority: z.enum(["own", "private-ca"]),
      trustAnchor: pem,
      client: pem,
      pilot: z.boolean(),
    }),
  },
  async ({ authority, trustAnchor, client, pilot }, { plan, visitor, now, signal }) => {
    if (/PRIVATE KEY/.test(trustAnchor + client)) return problem("certificate-private-key");
    const judged = await runTask("judge-certificates", { trustAnchor, client, now }, { visitor, signal });
    if (isProblem(judged)) return judged;
    const { anchor: anchorResult, client: clientResult } = judged;
    const anchorPem = pemOf(anchorResult, "trust-anchor");
    const store = await getStore();
    const document = await store.plans.saveFields(
      plan.id,
      "certificates",
      {
        authority,
        trustAnchorPem: anchorPem,
        clientPem: pemOf(clientResult, "client"),
        chainPem: pemOf(clientResult, "intermediate"),
        pilot,
      },
      now,
    );
    const verdicts = [...(anchorResult?.verdicts ?? []), ...(clientResult?.verdicts ?? [])];
    if (verdicts.length === 0) await store.results.remove(plan.id, "certificates");
    else
      await store.results.save(plan.id, {
        id: "certificates",
        verdicts: verdicts.map((verdict) => stamp(verdict, plan.world)),
        basis: basisOf("certificates", document),
        at: now,
        data: summaries(anchorResult, clientResult),
      });
    refresh();
    const problems: { trustAnchorPem?: Problem; clientPem?: Problem } = {
      ...(anchorResult?.problem ? { trustAnchorPem: anchorResult.problem } : {}),
      ...(clientResult?.problem ? { clientPem: clientResult.problem } : {}),
    };
    return {
      savedAt: now,
      problems,
      clientPem: pemOf(clientResult, "client"),
      open: openAnswers("certificates", document),
    };
  },
);

function pemOf(result: Inspection | undefined, place: InspectedCertificate["place"]): string {
  return (result?.certificates ?? [])
    .filter((certificate) => certificate.place === place)
    .map((certificate) => certificate.pem)
    .join("");
}

function stamp(verdict: Verdict, world: World): Verdict {
  return { ...verdict, evidence: { ...verdict.evidence, world } };
}

function summaries(anchor: Inspection | undefined, client: Inspection | undefined): CertificateSummary[] {
  const own = (client?.certificates ?? []).filter(({ place }) => place !== "trust-anchor");
  return [...own, ...(anchor?.certificates ?? [])].slice(0, 12).map((c) => ({
    place: c.place,
    subject: shown(c.subject.text || "(empty subject)", 300),
    issuer: shown(c.issuer.text || "(empty name)", 300),
    serial: shown(c.serial.hex, 100),
    key: keyWords(c.key),
    notBefore: c.notBefore.toISOString(),
    notAfter: c.notAfter.toISOString(),
    fingerprint: c.fingerprint,
  }));
}
