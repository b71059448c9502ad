import { PlanFrame, StepFooter, StepFrame, TopBar } from "@/components/frame";
import {
  AtHand,
  Button,
  CheckboxCards,
  EmptyState,
  InsecureNotice,
  Note,
  ProblemNotice,
  RadioCards,
  SelectField,
  Skeleton,
  StepHeading,
  TextField,
  TrustDrawing,
  VerdictList,
} from "@/components/ui";
import type { Verdict } from "@/lib/checks";
import { problem } from "@/lib/problems";
import { Islands } from "./islands";

const at = new Date("2026-11-24T14:02:00Z");
const v = (id: string, status: Verdict["status"], found: string, more: Partial<Verdict> = {}): Verdict => ({
  id,
  title: id,
  status,
  evidence: {
    kind: "probe",
    lookedAt: `A call of ${id} in us-east-1`,
    expected: "Allowed for the role",
    found,
    at,
    world: "sandbox",
  },
  ...more,
});
const verdicts: Verdict[] = [
  v("kms:CreateKey", "pass", "Allowed: KMS answered ValidationException after it had authorised the call."),
  v(
    "kms:ScheduleKeyDeletion",
    "fail",
    "Denied: User: arn:aws:sts::111122223333:assumed-role/ciphertrust-cckm-role/5ac1e2d0c9 is not authorized to perform: kms:ScheduleKeyDeletion",
    {
      why: "CCKM deletes keys at the end of their life; without it they stay, and cost.",
      remedy: {
        text: "Add this statement to the policy of the role.",
        command:
          '{\n  "Sid": "KeyManagement",\n  "Effect": "Allow",\n  "Action": ["kms:ScheduleKeyDeletion"],\n  "Resource": "*"\n}',
        language: "json",
        where: "An IAM administrator of account 111122223333.",
      },
      source: {
        title: "AWS KMS permissions",
        url: "https://docs.aws.amazon.com/kms/latest/developerguide/kms-api-permissions-reference.html",
      },
    },
  ),
  v("iam:CreateServiceLinkedRole", "unknown", "No call tells this without making the role.", {
    why: "Multi-region keys need a role that KMS makes.",
    evidence: {
      kind: "probe",
      lookedAt: "Nothing: no proven probe",
      expected: "Allowed",
      found: "No call tells this without making the role.",
      details: "raw words of AWS",
      at,
    },
  }),
  v("logs:DescribeLogGroups", "warn", "Allowed, but only for log groups whose name begins with /ckm."),
  v("cloudhsm:DescribeClusters", "not-applicable", "Custom key stores were not chosen."),
];

export default function Gallery() {
  return (
    <PlanFrame
      top={<TopBar plan={{ name: "ckm-prod-frankfurt", world: "sandbox" }} saved="Saved 14:02 UTC" />}
      steps={[
        { slug: "start", href: "/h7-gallery", title: "Start", state: "done" },
        { slug: "policy", href: "/h7-gallery", title: "Compose the policy", state: "done" },
        {
          slug: "certificates",
          href: "/h7-gallery",
          title: "Check certificates",
          state: "problem",
          words: "1 rule failed",
        },
        { slug: "identity", href: "/h7-gallery", title: "Make the identity", state: "doing" },
        { slug: "verify", href: "/h7-gallery", title: "Verify", state: "stale" },
        {
          slug: "connect",
          href: "/h7-gallery",
          title: "Connect",
          state: "waiting",
          words: "Waits for the three ARNs",
        },
      ]}
    >
      <StepFrame
        heading={
          <StepHeading
            step={4}
            of={6}
            title="Make the identity in AWS"
            question="Who is CCKM in this account, and by what does AWS recognise it?"
          />
        }
        aside={
          <AtHand
            why="AWS lets in only who it can recognise."
            needs={["Rights to make IAM roles", "The CA certificate"]}
            who="A cloud administrator."
            links={[{ title: "IAM Roles Anywhere", url: "https://docs.aws.amazon.com/rolesanywhere/" }]}
          />
        }
        footer={
          <StepFooter
            back={{ href: "/", title: "certificates" }}
            primary={<Button variant="primary">Continue to verify</Button>}
            note="Still waiting for the three ARNs."
          />
        }
      >
        <InsecureNotice />
        <TrustDrawing
          parts={[
            { id: "certificate", label: "Certificate", state: "proven", fact: "CN=ckm-prod" },
            { id: "anchor", label: "Trust anchor", state: "proven", fact: "3f2a…91c0" },
            { id: "profile", label: "Profile", state: "proven" },
            { id: "role", label: "Role", state: "broken", fact: "ciphertrust-cckm-role" },
            { id: "session", label: "Session", state: "unproven" },
            { id: "kms", label: "KMS", state: "waiting", fact: "us-east-1" },
          ]}
        />
        <TrustDrawing
          parts={[
            { id: "user", label: "IAM user", state: "proven", fact: "ckm" },
            { id: "access-key", label: "Access key", state: "proven" },
            { id: "session", label: "Session", state: "waiting" },
            { id: "kms", label: "KMS", state: "waiting" },
          ]}
        />
        <VerdictList
          title="Permissions"
          verdicts={verdicts}
          groups={[
            {
              title: "Key management",
              about: "26 KMS actions",
              ids: ["kms:CreateKey", "kms:ScheduleKeyDeletion"],
            },
          ]}
          action={<Button size="small">Check again</Button>}
        />
        <div className="flex max-w-read flex-col gap-6">
          <TextField
            name="connectionName"
            label="Name of the connection"
            hint="As it will stand in CipherTrust."
            defaultValue="ckm-prod"
            width="medium"
          />
          <TextField
            name="accountId"
            label="AWS account number"
            error="Enter the account number as 12 digits, for example 111122223333."
            defaultValue="1111"
            width="short"
            mono
          />
          <TextField name="description" label="Description" optional rows={3} />
          <SelectField
            name="region"
            label="Home region"
            placeholder="Choose a region"
            options={[{ value: "us-east-1", label: "us-east-1" }]}
          />
          <RadioCards
            name="signIn"
            legend="How does CCKM sign in?"
            defaultValue="roles-anywhere"
            options={[
              {
                value: "roles-anywhere",
                title: "IAM Roles Anywhere",
                description: "By certificate. No long-lived key exists.",
                aside: "Recommended",
              },
              {
                value: "access-key",
                title: "Access key",
                description: "An IAM user with a key that has to be rotated.",
              },
              { value: "migrate", title: "Move from an access key to Roles Anywhere" },
            ]}
          />
          <CheckboxCards
            name="sets"
            legend="Which features are needed?"
            columns={2}
            defaultValues={[]}
            options={[
              {
                value: "key-management",
                title: "Key management",
                aside: "31 actions",
                locked: "Always needed.",
              },
              {
                value: "mrk",
                title: "Multi-region keys",
                aside: "1 action",
                description: "Lets KMS make its service-linked role.",
              },
            ]}
          />
        </div>
        <Islands />
        <ProblemNotice
          problem={problem("plan-file-unreadable", {
            values: { reason: "it is not JSON" },
            details: "Unexpected token",
          })}
        />
        <Note
          tone="sandbox"
          title="In the sandbox: make it all here"
          action={<Button>Make them in the sandbox</Button>}
        >
          Does by the same API calls what the script would do.
        </Note>
        <Note tone="warn" title="Leaving the revocation list out">
          A certificate that was revoked keeps working.
        </Note>
        <Note tone="pass" title="All rules met" />
        <Note>Plain</Note>
        <Skeleton label="Verdicts" shape="rows" />
        <EmptyState title="No plan yet" action={<Button>Start one</Button>}>
          A plan appears here.
        </EmptyState>
      </StepFrame>
    </PlanFrame>
  );
}
