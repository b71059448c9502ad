import { roleAdmits } from "@/lib/exports";
import { type Plan, type ResultId, type Results, resultIds, resultNow, usesCertificate } from "@/lib/plan";
import { countVerdicts, type EvidenceKind, evidenceKinds } from "@/lib/verdict";
import { checkTitles, neededActions, openItems } from "./open";
import { inOwnWords } from "./own-words";
import { scrubSecrets } from "./redact";
import { freshVerdicts, settleActions, settlingResults } from "./settle";
import { type Checklist, checklistSchema, isCountedCheck } from "./snapshot";

export interface ChecklistInput {
  plan: Plan;
  results: Results;
  /** The steps that apply, as their cards read them back. */
  steps: readonly {
    title: string;
    state: string;
    answers: readonly { term: string; value: string; mono?: boolean | undefined }[];
  }[];
  now: Date;
  expiresAt: Date;
  /** Version of this tool. */
  version: string;
}

/**
 * The snapshot of a plan and its verdicts: what the allow-list names and nothing else, each text scrubbed of what
 * looks like a secret.
 */
export function buildChecklist(input: ChecklistInput): Checklist {
  const { plan, steps, now, expiresAt, version } = input;
  const results = inOwnWords(input.results, plan);
  const { connectionName, accountId, partition, region, signIn } = plan.document.start;
  const checks = shownChecks(plan, results);
  const fresh = checks.filter(isCountedCheck).flatMap(({ verdicts }) => verdicts);
  const open = openItems(plan, results);
  const byEvidence = Object.fromEntries(
    evidenceKinds.map((kind) => [kind, fresh.filter(({ evidence }) => evidence.kind === kind).length]),
  ) as Record<EvidenceKind, number>;
  return checklistSchema.parse(
    scrubbed({
      version: 1,
      generatedAt: now,
      expiresAt,
      toolVersion: version,
      ownWords: true,
      world: plan.world,
      signIn,
      connectionName,
      accountId,
      partition,
      region,
      ...(usesCertificate(plan.document) ? { roleAdmits: roleAdmits(plan.document) } : {}),
      completed: open.length === 0,
      open,
      steps,
      checks,
      byStatus: countVerdicts(fresh),
      byEvidence,
    }),
  );
}

/**
 * The checks as a reader wants them: each once. The permissions' several sources are settled into one verdict an
 * action; a source that rests on other answers stays apart, marked so.
 */
function shownChecks(plan: Plan, results: Results) {
  const shown = resultIds.flatMap((id) => {
    const { kept, stale } = resultNow(id, { plan, results });
    if (kept === undefined || (!stale && isSettling(id))) return [];
    return [{ id, title: checkTitles[id], at: kept.at, stale, verdicts: kept.verdicts }];
  });
  const times = settlingResults.flatMap((id) => {
    const { fresh } = resultNow(id, { plan, results });
    return fresh === undefined ? [] : [fresh.at.getTime()];
  });
  if (times.length === 0) return shown;
  const actions = neededActions(plan);
  const settled = settleActions(actions, plan, results).flatMap(({ verdict }) => verdict ?? []);
  // What a check says beside the actions: how far its answers count, and what is given beyond the plan.
  const beside = Object.values(freshVerdicts(plan, results)).flatMap((verdicts) =>
    verdicts.filter(({ id }) => !actions.includes(id)),
  );
  const verdicts = [...settled, ...beside];
  const permissions = { id: "permissions" as const, title: "Permissions", at: new Date(Math.max(...times)) };
  return [...shown, { ...permissions, stale: false, verdicts }];
}

function isSettling(id: ResultId): boolean {
  return settlingResults.some((settling) => settling === id);
}

function scrubbed(value: unknown): unknown {
  if (typeof value === "string") return scrubSecrets(value);
  if (Array.isArray(value)) return value.map(scrubbed);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, scrubbed(entry)]));
}
