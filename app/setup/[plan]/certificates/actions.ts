"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { type InspectedCertificate, type Inspection, keyWords, shown } from "@/lib/certificates/public";
import { basisOf, openAnswers, type World } from "@/lib/plan";
import { isProblem, type Problem, problem } from "@/lib/problems";
import { sentMarks } from "@/lib/sent";
import { certificatesText } from "@/lib/sent/documents";
import { type PlanContext, planAction, runTask } from "@/lib/server";
import { getStore, marksOf } from "@/lib/store";
import type { Verdict } from "@/lib/verdict";
import { savedAnswer } from "../together/saved";
import type { CertificateSummary } from "./summary";

/**
 * Judges the CA certificate and the client certificate by every rule, keeps their public PEM and the verdicts.
 * Takes certificates only as the page writes them: what a visitor gave was read there.
 */
export const validateCertificates = planAction(
  {
    name: "validate-certificates",
    limit: "work",
    input: z.strictObject({
      authority: z.enum(["own", "private-ca"]),
      trustAnchor: certificatesText,
      client: certificatesText,
      pilot: z.boolean(),
      seen: sentMarks,
    }),
  },
  (answers, context) => judgeAndKeep(answers, context),
);

/**
 * Makes the CA that issued the client certificate the trust anchor's, in place of a CA above it, and leaves the chain
 * out: what CipherTrust is given, the certificate alone, is enough for that anchor.
 */
export const anchorOnIssuer = planAction(
  { name: "anchor-on-issuer", limit: "work", input: z.strictObject({}) },
  async (_, context) => {
    const { clientPem, chainPem, pilot } = context.plan.document.certificates;
    // The chain is kept from the client's issuer upwards.
    const [issuer] = chainPem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/) ?? [];
    if (issuer === undefined) return problem("no-intermediate");
    const kept = await judgeAndKeep(
      { authority: "own", trustAnchor: issuer, client: clientPem, pilot },
      context,
    );
    if (isProblem(kept)) return kept;
    if (Object.keys(kept.theirs).length > 0) return problem("answers-changed");
    return { ...kept, trustAnchorPem: issuer };
  },
);

interface Answers {
  authority: "own" | "private-ca";
  trustAnchor: string;
  client: string;
  pilot: boolean;
  /** What the page had seen; without it the answers are the plan's own. */
  seen?: z.output<typeof sentMarks> | undefined;
}

async function judgeAndKeep(
  { authority, trustAnchor, client, pilot, seen }: Answers,
  { plan, visitor, now, signal }: PlanContext,
) {
  const judged = await runTask("judge-certificates", { trustAnchor, client, now }, { visitor, signal });
  if (isProblem(judged)) return judged;
  const { anchor: anchorResult, client: clientResult } = judged;
  const anchorPem = pemOf(anchorResult, "trust-anchor");
  const store = await getStore();
  const patch = {
    authority,
    trustAnchorPem: anchorPem,
    clientPem: pemOf(clientResult, "client"),
    chainPem: pemOf(clientResult, "intermediate"),
    pilot,
  };
  // They are judged together, so that they are kept together or not at all.
  const saved = await store.plans.saveSeen(plan.id, {
    slice: "certificates",
    patch,
    seen: seen ?? marksOf(plan.document.certificates),
    whole: true,
    now,
  });
  const { document } = saved;
  const about = {
    savedAt: now,
    open: openAnswers("certificates", document),
    ...savedAnswer("certificates", saved, patch, plan),
  };
  if (saved.elsewhere.length > 0) {
    refresh();
    return { ...about, problems: {}, clientPem: document.certificates.clientPem };
  }
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
  const problems: { trustAnchorPem?: Problem | undefined; clientPem?: Problem | undefined } = {
    ...(anchorResult?.problem ? { trustAnchorPem: anchorResult.problem } : {}),
    ...(clientResult?.problem ? { clientPem: clientResult.problem } : {}),
  };
  return { ...about, problems, clientPem: pemOf(clientResult, "client") };
}

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
