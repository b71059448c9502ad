import { Suspense } from "react";
import { StepPage, type StepPageProps, stepMetadata } from "@/app/setup/[plan]/step-page";
import { neighbours, stepHref } from "@/app/setup/steps";
import { ProblemNotice, Skeleton } from "@/components/ui";
import { awsOptions, sandboxControl } from "@/lib/aws";
import { consoleUrl, formatsFor, mendingTarget, roleAdmits } from "@/lib/exports";
import { partitionTable } from "@/lib/partitions";
import { setsInForce } from "@/lib/permissions";
import { openAnswers, type Plan, type ResultId, resultNow, usesCertificate } from "@/lib/plan";
import { isProblem, problem } from "@/lib/problems";
import { getEnvironment, requirePlan } from "@/lib/server";
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
  const now = (id: ResultId) => resultNow(id, { plan, results });
  const shown = ["sign-in", "regions", "permissions"] as const;
  const [signIn = [], regionList = [], permissions = []] = shown.map((id) => results[id]?.verdicts);
  const statuses = (id: ResultId) => now(id).verdicts.map(({ status }) => status);
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
      {plan.world === "sandbox" && (
        // The page is there before the sandbox has answered, or whether it answers at all.
        <Suspense fallback={<Skeleton label="The pretend account" shape="rows" count={1} />}>
          <Scenario plan={plan} />
        </Suspense>
      )}
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
        initial={{ signIn, regions: regionList, permissions }}
        stale={shown.some((id) => now(id).stale)}
        reports={reportsOf(plan, results)}
        script={checkScript(plan)}
        document={{ start, identity }}
        earlier={{ certificates: statuses("certificates"), arns: statuses("arns") }}
        roleAdmits={roleAdmits(document)}
        mendingTarget={mendingTarget(document)}
        regionsCard={regions && <RegionsCard planId={plan.id} parts={parts} {...regions} />}
        {...neighbours("verify", plan)}
      />
    </StepPage>
  );
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
