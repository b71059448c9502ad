import { StepPage, type StepPageProps, stepMetadata } from "@/app/setup/[plan]/step-page";
import { neighbours } from "@/app/setup/steps";
import { importCommands, privateCaCommands } from "@/lib/certificates/public";
import { tieOf } from "@/lib/exports";
import { partitionTable } from "@/lib/partitions";
import { resultNow } from "@/lib/plan";
import { requirePlan } from "@/lib/server";
import { CertificatesRoom } from "./certificates-room";
import { readSummaries } from "./summary";

export const generateMetadata = stepMetadata("certificates");

export default async function Certificates({ params }: StepPageProps) {
  const { plan, results } = await requirePlan((await params).plan);
  const certificates = resultNow("certificates", { plan, results });
  const key = resultNow("private-key", { plan, results });
  const { partition, connectionName, region } = plan.document.start;
  return (
    <StepPage planId={plan.id} slug="certificates">
      <CertificatesRoom
        planId={plan.id}
        world={plan.world}
        initial={plan.document.certificates}
        setting={{
          connectionName,
          partition,
          region,
          privateCaOffered: partitionTable[partition].privateCaAnchor,
          partitionTitle: partitionTable[partition].title,
          required: tieOf(plan.document).required,
          importCommands: importCommands({ trustAnchorArn: plan.document.identity.trustAnchorArn, region }),
          privateCaCommands: privateCaCommands({
            name: connectionName,
            arn: plan.document.certificates.privateCaArn,
            partition,
            region,
          }),
        }}
        judged={{
          verdicts: certificates.kept?.verdicts ?? [],
          stale: certificates.stale,
          summaries: readSummaries(certificates.kept?.data),
          keyVerdicts: key.kept?.verdicts ?? [],
          keyStale: key.stale,
        }}
        {...neighbours("certificates", plan)}
      />
    </StepPage>
  );
}
