import { sightedIn } from "@/app/_given/sight";
import { readInWorker } from "@/app/setup/[plan]/reading/read-in-worker";
import { emptyPlanDocument, type FieldProblem, type PlanDocument, type SliceName } from "@/lib/plan";
import { isProblem, type Problem } from "@/lib/problems";
import { writeAnswers } from "@/lib/sent";
import type { SentPlan } from "@/lib/sent/documents";

export interface ReadPlan {
  /** The plan as it travels: every answer in its written form. */
  sent: SentPlan;
  /** Answers that have none: a plan of an earlier version may hold half an ARN. They are empty in `sent`. */
  leftOut: FieldProblem[];
}

/** Reads a plan export in this browser, and writes it anew answer by answer. */
export async function readPlan(text: string): Promise<ReadPlan | Problem> {
  const secret = await sightedIn(text, "the plan export");
  if (secret !== undefined) return secret;
  const imported = await readInWorker("readPlanExport", text);
  if (isProblem(imported)) return imported;
  const { world, document } = imported;
  const leftOut: FieldProblem[] = [];
  const slice = <S extends SliceName>(name: S, answers: Partial<PlanDocument[S]>): PlanDocument[S] => {
    const { written, kept } = writeAnswers(name, answers);
    leftOut.push(...kept.map(({ field, sentence }) => ({ field: `${name}.${field}`, sentence })));
    return { ...emptyPlanDocument()[name], ...written };
  };
  const { trustAnchorPem, clientPem, chainPem, ...choices } = document.certificates;
  const pem = async (name: string, text: string) => {
    const written = text.trim() === "" ? "" : await rewritten(text);
    if (text.trim() !== "" && written === "")
      leftOut.push({ field: `certificates.${name}`, sentence: "This answer holds no certificate." });
    return written;
  };
  const certificates = {
    ...slice("certificates", choices),
    trustAnchorPem: await pem("trustAnchorPem", trustAnchorPem),
    clientPem: await pem("clientPem", clientPem),
    chainPem: await pem("chainPem", chainPem),
  };
  const sent: SentPlan = {
    world,
    document: {
      version: document.version,
      start: slice("start", document.start),
      policy: slice("policy", document.policy),
      certificates,
      identity: slice("identity", document.identity),
    },
  };
  return { sent, leftOut };
}

/** The certificates of a text, as this browser writes them. */
async function rewritten(text: string): Promise<string> {
  const found = await readInWorker("recognise", { input: text });
  if (isProblem(found)) return "";
  return found.parts.flatMap((part) => (part.kind === "certificate" ? [part.pem] : [])).join("");
}
