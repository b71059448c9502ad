import { StepPage, type StepPageProps, stepMetadata } from "@/app/setup/[plan]/step-page";
import { neighbours, stepHref } from "@/app/setup/steps";
import { ProblemNotice } from "@/components/ui";
import { awsOptions, sandboxControl } from "@/lib/aws";
import { consoleUrl, formatsFor, mendingTarget } from "@/lib/exports";
import { partitionTable } from "@/lib/partitions";
import { setsInForce } from "@/lib/permissions";
import { isStale, openAnswers, type Plan, type ResultId, type Results, usesCertificate } from "@/lib/plan";
import { isProblem, problem } from "@/lib/problems";
import { getEnvironment, requirePlan } from "@/lib/server";
import type { Verdict } from "@/lib/verdict";
import { RegionsCard } from "./regions/regions-card";
import { regionsOf } from "./regions/regions-of";
import { ScenarioChooser } from "./scenario-chooser";
import { VerifyRoom } from "./verify-room";
import { reportsOf } from "./ways/reports";

export const generateMetadata = stepMetadata("verify");

export default async function Verify({ params }: StepPageProps) {
  const { plan, results } = await requirePlan((await params).plan);
  const { document } = plan;
  const { certificates, identity, start } = document;
  const verdicts = (id: ResultId) => results[id]?.verdicts ?? [];
  const parts = usesCertificate(document)
    ? {
        trustAnchorArn: identity.trustAnchorArn,
        profileArn: identity.profileArn,
        roleArn: identity.roleArn,
        certificate: certificates.clientPem,
        chain: certificates.chainPem,
      }
    : undefined;
  const regions = regionsOf(plan, results);
  return (
    <StepPage planId={plan.id} slug="verify">
      {plan.world === "sandbox" && <Scenario plan={plan} />}
      <VerifyRoom
        planId={plan.id}
        world={plan.world}
        parts={parts}
        missing={openAnswers("identity", document).map(({ sentence }) => sentence)}
        identityHref={stepHref(plan.id, "identity")}
        groups={setsInForce(start.sets).map(({ title, why, actions }) => ({
          title,
          about: why,
          ids: actions.map(({ action }) => action),
        }))}
        initial={{
          signIn: verdicts("sign-in"),
          regions: verdicts("regions"),
          permissions: verdicts("permissions"),
        }}
        stale={(["sign-in", "regions", "permissions"] as const).some((id) => stale(plan, results, id))}
        reports={reportsOf(plan, results)}
        script={checkScript(plan)}
        document={{ start, identity }}
        earlier={{
          certificates: current(plan, results, "certificates").map(({ status }) => status),
          arns: current(plan, results, "arns").map(({ status }) => status),
        }}
        mendingTarget={mendingTarget(document)}
        regionsCard={regions && <RegionsCard planId={plan.id} parts={parts} {...regions} />}
        {...neighbours("verify", plan)}
      />
    </StepPage>
  );
}

function stale(plan: Plan, results: Results, id: ResultId): boolean {
  const result = results[id];
  return result !== undefined && isStale(result, plan);
}

function current(plan: Plan, results: Results, id: ResultId): Verdict[] {
  return stale(plan, results, id) ? [] : (results[id]?.verdicts ?? []);
}

/** The script that only asks, once the plan names its role or user. */
function checkScript({ id, world, document }: Plan) {
  const [format] = formatsFor("verify", document);
  if (format === undefined) return undefined;
  const { partition, region } = document.start;
  return {
    code: format.render({ plan: { id, world, document }, now: new Date(0) }),
    fileName: format.fileName,
    what: format.what,
    cloudShell: partitionTable[partition].cloudShell
      ? consoleUrl(partition, region, "cloudshell/home")
      : undefined,
  };
}

async function Scenario({ plan }: { plan: Plan }) {
  const { sandboxUrl, sandboxToken } = awsOptions(getEnvironment());
  if (sandboxUrl === undefined) return <ProblemNotice problem={problem("sandbox-missing")} />;
  const control = sandboxControl({ sandboxUrl, sandboxToken });
  const { accountId, partition } = plan.document.start;
  const [scenarios, world] = await Promise.all([
    control.scenarios(),
    control.ensureWorld(accountId, partition),
  ]);
  if (isProblem(scenarios)) return <ProblemNotice problem={scenarios} />;
  if (isProblem(world)) return <ProblemNotice problem={world} />;
  return <ScenarioChooser planId={plan.id} scenarios={scenarios} current={world.scenario} />;
}
