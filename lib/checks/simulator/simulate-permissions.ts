import type { PolicyScope } from "@/lib/permissions";
import { makeVerdict, type Verdict } from "@/lib/verdict";
import type { AwsCaller, AwsFailure } from "../aws-caller";
import { faultWords, rawFailure } from "../faults";
import { whyOf } from "../permissions/permission-verdict";
import { SIMULATOR_SOURCE, verdictsFromDecisions } from "./simulation";
import {
  contextEntries,
  type SimulatedDecision,
  type SimulatorQuestion,
  simulatorQuestions,
} from "./simulator-questions";

/** More pages than 43 actions could ever fill. */
const MAX_PAGES = 10;

/**
 * What AWS's policy simulator says of each action, asked with credentials that may ask it (an administrator's: the
 * right is not among the connection's own). A refusal makes every action `unknown`, never failed: it means that the
 * simulation is not available.
 *
 * @param principalArn the ARN of the role, user or group; of an assumed role's session ARN the role's name is used
 *   with the path "/", since a session's ARN does not hold the path: pass the role's own ARN where it is known
 * @param options.scope how the plan limits its policy: the simulator is asked for requests within the limits
 */
export async function simulatePermissions(
  aws: AwsCaller,
  principalArn: string,
  actions: readonly string[],
  options: {
    signal?: AbortSignal | undefined;
    now?: (() => Date) | undefined;
    scope?: PolicyScope | undefined;
  } = {},
): Promise<Verdict[]> {
  const { signal, scope = {} } = options;
  const now = options.now ?? (() => new Date());
  const principal = roleArnOf(principalArn);
  const decisions: SimulatedDecision[] = [];
  // One after another: the simulator's rate limit is not published, and one call a second is what it is known to take.
  for (const question of simulatorQuestions(actions, scope, aws.region)) {
    const answer = await ask(aws, principal, question, signal);
    if (!Array.isArray(answer))
      return actions.map((action) => notAvailable(aws, action, principal, answer, now()));
    decisions.push(...answer);
  }
  return verdictsFromDecisions(decisions, actions, {
    kind: "simulation",
    principal,
    now: now(),
    world: aws.world,
    scope,
    region: aws.region,
  });
}

/** One call to the simulator, page by page. */
async function ask(
  aws: AwsCaller,
  principal: string,
  { actions, context, resource }: SimulatorQuestion,
  signal: AbortSignal | undefined,
): Promise<SimulatedDecision[] | AwsFailure> {
  const decisions: SimulatedDecision[] = [];
  let marker: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await aws.call({
      service: "iam",
      operation: "SimulatePrincipalPolicy",
      input: {
        PolicySourceArn: principal,
        ActionNames: actions,
        MaxItems: 1000,
        ...(resource ? { ResourceArns: [resource] } : {}),
        ...(Object.keys(context).length === 0 ? {} : { ContextEntries: contextEntries(context) }),
        ...(marker ? { Marker: marker } : {}),
      },
      signal,
    });
    if (!answer.ok) return answer.failure;
    decisions.push(...readResults(answer.output.EvaluationResults));
    marker = answer.output.IsTruncated === true ? asText(answer.output.Marker) : undefined;
    if (!marker) break;
  }
  return decisions;
}

/** arn:aws:sts::1:assumed-role/NAME/SESSION → arn:aws:iam::1:role/NAME; anything else as it is. */
export function roleArnOf(arn: string): string {
  const session = /^arn:([\w-]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/.exec(arn);
  return session ? `arn:${session[1]}:iam::${session[2]}:role/${session[3]}` : arn;
}

function readResults(results: unknown): SimulatedDecision[] {
  if (!Array.isArray(results)) return [];
  return results.flatMap((row: Record<string, unknown>) => {
    const { EvalActionName: action, EvalDecision: decision } = row;
    const missing = missingOf(row);
    if (typeof action !== "string") return [];
    if (decision !== "allowed" && decision !== "explicitDeny" && decision !== "implicitDeny") return [];
    const organization = (
      row.OrganizationsDecisionDetail as { AllowedByOrganizations?: unknown | undefined } | undefined
    )?.AllowedByOrganizations;
    const boundary = (
      row.PermissionsBoundaryDecisionDetail as
        | { AllowedByPermissionsBoundary?: unknown | undefined }
        | undefined
    )?.AllowedByPermissionsBoundary;
    return [
      {
        action,
        decision,
        ...(missing.length > 0 ? { missingContext: missing } : {}),
        ...(typeof organization === "boolean" ? { allowedByOrganization: organization } : {}),
        ...(typeof boundary === "boolean" ? { allowedByBoundary: boundary } : {}),
      },
    ];
  });
}

/** Keys that a policy asks for and the simulation lacked. Where a resource was named, AWS lists them with it. */
function missingOf(row: Record<string, unknown>): string[] {
  const specific = Array.isArray(row.ResourceSpecificResults) ? row.ResourceSpecificResults : [];
  const lists = [row, ...specific].map(
    (one: { MissingContextValues?: unknown | undefined } | null) => one?.MissingContextValues,
  );
  return [...new Set(lists.flatMap((list) => (Array.isArray(list) ? list.map(String) : [])))];
}

function notAvailable(
  aws: AwsCaller,
  action: string,
  principal: string,
  failure: AwsFailure,
  now: Date,
): Verdict {
  const refused = failure.kind === "denied";
  const missing = /^NoSuchEntity/.test(failure.code);
  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html: no call to IAM without MFA.
  const untaken = failure.code === "InvalidClientTokenId";
  const fault = faultWords(failure);
  return makeVerdict({
    id: action,
    title: action,
    status: "unknown",
    kind: "simulation",
    lookedAt: `AWS's policy simulator on ${principal}`,
    expected: "allowed",
    found: refused
      ? "The simulation is not available: these credentials are not allowed to use it (iam:SimulatePrincipalPolicy)."
      : missing
        ? "AWS does not know this role or user: the path may be missing from its ARN."
        : fault.found,
    details: rawFailure(failure),
    at: now,
    world: aws.world,
    ...whyOf(action),
    remedy: {
      text: refused
        ? "Ask with an administrator's credentials, or run the script in the step “Create the identity”; its result block contains the simulation."
        : missing
          ? "Give the full ARN of the role or user, with its path."
          : untaken
            ? `${fault.remedy} Credentials of GetSessionToken that were got without MFA cannot call IAM: use those of a role, of a session with MFA, or a long-term access key.`
            : fault.remedy,
    },
    source: SIMULATOR_SOURCE,
  });
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
