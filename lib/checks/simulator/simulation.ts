import { circumstancesText, type PolicyScope } from "@/lib/permissions";
import { type EvidenceKind, makeVerdict, type Verdict } from "@/lib/verdict";
import { statementText, whyOf } from "../permissions/permission-verdict";
import {
  type Folded,
  foldDecisions,
  type SimulatedDecision,
  simulatorQuestions,
} from "./simulator-questions";

export const SIMULATOR_SOURCE = {
  title: "AWS IAM user guide, Testing IAM policies with the IAM policy simulator",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html",
};

const LEAVES_OUT =
  "The simulator leaves out session policies (including those of a Roles Anywhere profile), resource control policies, VPC endpoint policies and key policies.";

/**
 * A verdict for each action out of the simulator's decisions, in the order in which it was asked (see
 * `simulatorQuestions`); an action that lacks one of its answers is `unknown`.
 * The simulator never counts as a probe: its kind says `simulation` (this server asked) or `pasted`.
 */
export function verdictsFromDecisions(
  decisions: readonly SimulatedDecision[],
  actions: readonly string[],
  about: {
    kind: Extract<EvidenceKind, "simulation" | "pasted">;
    /** The ARN of the role or user. */
    principal: string;
    now: Date;
    world: "aws" | "sandbox";
    /** How the plan limits its policy: what was asked for then, and what mends. */
    scope?: PolicyScope | undefined;
    /** The home region, for which the simulator was asked. */
    region?: string | undefined;
  },
): Verdict[] {
  const { scope = {} } = about;
  const questions = simulatorQuestions(actions, scope, about.region ?? scope.region ?? "us-east-1");
  return actions.map((action) => {
    const judged = judge(action, foldDecisions(action, decisions, questions), about.kind, scope);
    const limits = circumstancesText(questions.filter((question) => question.actions.includes(action)));
    return makeVerdict({
      id: action,
      title: action,
      status: judged.status,
      kind: about.kind,
      lookedAt: `AWS's policy simulator on ${about.principal || "the role or user"}${limits === "" ? "" : `, for ${limits}`}`,
      expected: "allowed",
      found: judged.found,
      details: LEAVES_OUT,
      at: about.now,
      world: about.world,
      ...whyOf(action),
      remedy: judged.remedy,
      source: SIMULATOR_SOURCE,
    });
  });
}

function judge(
  action: string,
  folded: Folded,
  kind: "simulation" | "pasted",
  scope: PolicyScope,
): Pick<Verdict, "status" | "remedy"> & { found: string } {
  const by = kind === "pasted" ? "The pasted evidence says" : "The simulator says";
  if (folded.is === "incomplete")
    return {
      status: "unknown",
      found:
        folded.answered === 0
          ? `${by} nothing about this action.`
          : `${by} only a part: ${folded.answered} of ${folded.asked} answers for this action are there.`,
    };
  if (folded.is === "uncertain")
    return {
      status: "unknown",
      found: `${by} denied, but the simulator cannot be asked about a key without the tag (${folded.absent.join(", ")}).`,
    };
  const { decision } = folded;
  if (decision.missingContext && decision.missingContext.length > 0)
    return {
      status: "unknown",
      found: `${by} ${decision.decision}, but a policy depends on ${decision.missingContext.join(", ")}, which the simulation did not know.`,
    };
  if (decision.decision === "allowed") return { status: "pass", found: `${by}: allowed.` };
  // The simulator is publicly known to report this where the organization denies nothing: alone it proves nothing.
  if (decision.allowedByOrganization === false)
    return {
      status: "unknown",
      found: `${by}: denied by a policy of the organization. The simulator is known to say so wrongly.`,
      remedy: {
        text: "Check the connection: the probe's answer decides, and AWS's own words name the policy. If it is denied there too, change the organization's policy to allow the action.",
        where: "An administrator of the AWS organization.",
      },
    };
  if (decision.decision === "explicitDeny")
    return {
      status: "fail",
      found: `${by}: denied by an explicit Deny.`,
      remedy: {
        text: "Remove the Deny, or take the action out of it: a Deny overrides every Allow.",
        where: "An IAM administrator of this account, or an administrator of the organization.",
      },
    };
  if (decision.allowedByBoundary === false)
    return {
      status: "fail",
      found: `${by}: denied by the permissions boundary.`,
      remedy: { text: "Add the action to the boundary.", where: "An IAM administrator of this account." },
    };
  return {
    status: "fail",
    found: `${by}: no policy allows it.`,
    remedy: {
      text: "Add the statement to the policy of the connection.",
      where: "An IAM administrator of this account.",
      command: statementText([action], scope),
      language: "json",
    },
  };
}
