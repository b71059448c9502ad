import { causeWithId } from "../permissions/denials";
import { probes } from "../probes";
import { layerNames, type PolicyLayerName, policyLayers } from "./layers";

export { type PolicyLayerName, policyLayers } from "./layers";

/**
 * The ways in which a permission can be checked, as one list. To add a way is to add a value here, and whatever
 * writes its result.
 */

export interface CheckWay {
  id: string;
  /** The id of the result that keeps its verdicts (`lib/plan`). */
  result: "permissions" | "permissions-simulated" | "permissions-pasted" | "permissions-read";
  title: string;
  /** One word or two, over a column. */
  column: string;
  /** In the middle of a sentence. */
  noun: string;
  /** What it does, one sentence. */
  what: string;
  /** Whose credentials it takes, and what becomes of them. */
  takes: string;
  sees: readonly PolicyLayerName[];
  /** What else it cannot tell, beside the layers that it does not see: one sentence. */
  blindTo: string;
  /** Why it may be wrong though it read everything right: said where it contradicts another way. */
  doubt: string;
  /** "checked at", "pasted at": what stands before the time of its result. */
  mark: string;
}

/** Actions for which no answer proves that they are allowed, on the vendor's page or not. */
const unprovable = probes.filter(({ certainty, onlyIf }) => certainty === "absent" && !onlyIf).length;

/** In the order in which they count: a probe meets more layers than a simulation does, so it goes first. */
export const checkWays = [
  {
    id: "probe",
    result: "permissions",
    title: "Probes with the connection's own credentials",
    column: "Probe",
    noun: "the probe",
    what: "Makes each call as CCKM would, on a key that cannot exist, and reads from the refusal whether the caller was allowed.",
    takes:
      "The connection's own credentials. A private key stays in this browser; the server forgets the session, or the access key, with each request.",
    sees: ["identity", "boundary", "organization", "resources", "session", "endpoint"],
    blindTo: `Cannot tell: ${unprovable} actions that no call can prove without risk. Permissions limited to certain keys show as denied.`,
    doubt: "A probe covers one key that does not exist, in one region, at one moment.",
    mark: "checked at",
  },
  {
    id: "simulated",
    result: "permissions-simulated",
    title: "AWS's policy simulator",
    column: "Simulator",
    noun: "the simulator",
    what: "AWS reads the policies of the role or user and says what they allow. Nothing is called.",
    takes: "An administrator's credentials, for one request: the connection itself is not allowed to ask.",
    sees: ["identity", "boundary", "organization"],
    blindTo: "Cannot tell: conditions on values that only a real request contains.",
    doubt:
      "The simulator is asked about every resource at once, and without the values that a real request contains.",
    mark: "asked at",
  },
  {
    id: "pasted",
    result: "permissions-pasted",
    title: "Pasted evidence",
    column: "Pasted",
    noun: "the pasted evidence",
    what: "A script that you run in CloudShell asks AWS's policy simulator and prints a block of text, which this page reads.",
    takes: "No credential comes to this site: an administrator runs the script where they are signed in.",
    sees: ["identity", "boundary", "organization"],
    blindTo: "Cannot tell: the same conditions, and whether the lines are as the script printed them.",
    doubt:
      "Pasted lines are as old as the run of the script, and it is not verified that they are unchanged.",
    mark: "pasted at",
  },
  {
    id: "read",
    result: "permissions-read",
    title: "Policies read here",
    column: "Read",
    noun: "the reading of the pasted policies",
    what: "You paste the policy documents, and the boundary if there is one; they are evaluated here by AWS's documented rules, offline.",
    takes: "No credential, and AWS is not asked. The documents are not stored.",
    sees: ["identity", "boundary"],
    blindTo: "Cannot tell: whether these documents are what is attached, and whether they are all of it.",
    doubt: "It is not verified that these policies are attached, or that they are all.",
    mark: "read at",
  },
] as const satisfies readonly CheckWay[];

export type Way = (typeof checkWays)[number]["id"];
export const ways: readonly Way[] = checkWays.map(({ id }) => id);

export function wayOf(id: Way): CheckWay {
  // The list holds every id of its own type.
  return checkWays.find((way) => way.id === id) ?? checkWays[0];
}

/** Every kind of policy, and whether this way meets it. */
export function sightOf(way: CheckWay): { title: string; seen: boolean }[] {
  return layerNames.map((name) => ({ title: policyLayers[name].title, seen: way.sees.includes(name) }));
}

/** Which kind of policy denied, by the reason that a verdict carries; undefined where nobody said. */
export function layerOfDenial(reason: string | undefined): PolicyLayerName | undefined {
  return reason === undefined ? undefined : causeWithId(reason).layer;
}

/**
 * Why one way can say "allowed" where another says "denied": what the one that denies meets and the other leaves out,
 * and what may be wrong with the one that counts less.
 * @param deniedBy the kind of policy that the denial came from, where it is known
 */
export function explainDisagreement(allows: Way, denies: Way, deniedBy?: PolicyLayerName): string {
  const [yes, no] = [wayOf(allows), wayOf(denies)];
  const onlyDenier = no.sees.filter((name) => !yes.sees.includes(name));
  const lesser = ways.indexOf(allows) > ways.indexOf(denies) ? yes : no;
  return `${deniedBy === undefined ? unnamedReason(yes, no, onlyDenier) : namedReason(yes, no, deniedBy)} ${lesser.doubt}`;
}

function namedReason(yes: CheckWay, no: CheckWay, deniedBy: PolicyLayerName): string {
  const { words } = policyLayers[deniedBy];
  return yes.sees.includes(deniedBy)
    ? `${capital(no.noun)} reported a denial by ${words}, which ${yes.noun} covers too: the two answers are from different moments, or about different resources.`
    : `${capital(no.noun)} reported a denial by ${words}, which ${yes.noun} leaves out.`;
}

function unnamedReason(yes: CheckWay, no: CheckWay, onlyDenier: readonly PolicyLayerName[]): string {
  return onlyDenier.length > 0
    ? `${capital(no.noun)} also covers ${inWords(onlyDenier)}, which ${yes.noun} leaves out: the cause of the denial may be there.`
    : `${capital(yes.noun)} covers every kind of policy that ${no.noun} covers, so the two answers are from different moments, or about different resources.`;
}

/** "a, b or c" */
function inWords(names: readonly PolicyLayerName[]): string {
  const parts = names.map((name) => policyLayers[name].words);
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} or ${parts.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
