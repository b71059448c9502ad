import { missingAnswers } from "@/app/setup/standing";
import type { StepCard } from "@/app/setup/step";
import { partitionTable } from "@/lib/partitions";
import { openAnswers } from "@/lib/plan";
import { signInTitles, targetTitles } from "./words";

export const step: StepCard = {
  slug: "start",
  title: "Describe the connection",
  heading: "Describe the connection",
  question: "Which AWS account should CipherTrust manage keys in, and how does it sign in?",
  why: "Everything that follows (the policy, the scripts, the checks, the payload) is built from these answers. You can change them at any time; what depends on them is then marked to be checked again.",
  needs: [
    "The AWS account number (12 digits)",
    "The region that most keys will live in",
    "For Roles Anywhere: someone who can issue a client certificate",
  ],
  who: "The key management administrator, with the cloud administrator.",
  links: [
    {
      title: "What IAM Roles Anywhere is",
      url: "https://docs.aws.amazon.com/rolesanywhere/latest/userguide/introduction.html",
    },
  ],
  results: [],
  appliesTo: () => true,
  waitingFor: ({ plan }) => openAnswers("start", plan.document).map((open) => open.sentence),
  begun: ({ plan }) => {
    const { connectionName, accountId, region, description } = plan.document.start;
    const typed =
      plan.world === "sandbox"
        ? [connectionName, description]
        : [connectionName, accountId, region, description];
    return typed.some((answer) => answer !== "");
  },
  problems: () => [],
  standing: ({ plan }) => {
    const open = openAnswers("start", plan.document).length;
    return open > 0 ? missingAnswers(open) : { status: "pass", words: "All answers are given" };
  },
  readsBack: ({ plan }) => {
    const { start } = plan.document;
    const { target, signIn, partition } = start;
    return [
      { term: "Connection name", value: start.connectionName },
      { term: "Description", value: start.description },
      { term: "Connects to", value: targetTitles[target] },
      { term: "Partition", value: partitionTable[partition].title },
      { term: "AWS account", value: start.accountId, mono: true },
      { term: "Home region", value: start.region, mono: true },
      { term: "Signs in with", value: signInTitles[signIn] },
      { term: "Role to assume", value: start.assumeRoleArn, mono: true },
      { term: "External id", value: start.assumeRoleExternalId, mono: true },
    ].filter((row) => row.value !== "");
  },
};
