import { partitionOfRegion, partitionTable } from "@/lib/partitions";
import { makeVerdict, type Remedy, type Verdict, type VerdictStatus } from "@/lib/verdict";
import type { AwsCaller } from "../aws-caller";
import { faultWords, rawFailure } from "../faults";
import { causeOfDenial } from "../permissions/denials";
import { statementText } from "../permissions/permission-verdict";

/** AWS's words: a region is on for everybody, was switched on, or was not. */
export const optInStates = ["opt-in-not-required", "opted-in", "not-opted-in", "unknown"] as const;

export interface AccountRegion {
  name: string;
  optIn: (typeof optInStates)[number];
}

/** Everything but "not opted in": a state that AWS did not tell is asked about like any other. */
export function isSwitchedOn({ optIn }: AccountRegion): boolean {
  return optIn !== "not-opted-in";
}

/**
 * The regions as this account sees them, and a verdict (`id` "regions") on the right to list them and on the plan's
 * home region. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
 */
export async function checkRegions(
  aws: AwsCaller,
  options: { signal?: AbortSignal | undefined; now?: (() => Date) | undefined } = {},
): Promise<{ verdict: Verdict; regions: AccountRegion[] }> {
  const now = options.now ?? (() => new Date());
  const answer = await aws.call({
    service: "ec2",
    operation: "DescribeRegions",
    input: { AllRegions: true },
    signal: options.signal,
  });
  const say = (
    status: VerdictStatus,
    found: string,
    more: { details?: string | undefined; remedy?: Remedy | undefined } = {},
  ): Verdict =>
    makeVerdict({
      id: "regions",
      title: "List the account's regions",
      status,
      kind: "probe",
      lookedAt: `DescribeRegions with all regions, asked in ${aws.region}`,
      expected: `The list of regions, with ${aws.region} switched on.`,
      found,
      details: more.details,
      at: now(),
      world: aws.world,
      why: "CCKM lists the regions to offer them when the account is added.",
      remedy: more.remedy,
      source: {
        title: "Amazon EC2 API reference, DescribeRegions",
        url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html",
      },
    });
  if (!answer.ok) {
    const { failure } = answer;
    const details = rawFailure(failure);
    if (failure.kind === "denied") {
      const cause = causeOfDenial(failure.message);
      const statement = cause.statementHelps
        ? { command: statementText(["ec2:DescribeRegions"]), language: "json" as const }
        : {};
      return {
        verdict: say("fail", `ec2:DescribeRegions is denied by ${cause.by}.`, {
          details,
          remedy: { text: cause.remedy, where: cause.who, ...statement },
        }),
        regions: [],
      };
    }
    const { found, remedy, where } = faultWords(failure);
    return {
      verdict: say("unknown", found, { details, remedy: { text: remedy, ...(where ? { where } : {}) } }),
      regions: [],
    };
  }
  const regions = readRegions(answer.output.Regions);
  if (regions.length === 0) return { verdict: say("unknown", "AWS answered without any region."), regions };
  return { verdict: judgeHome(aws, regions, say), regions };
}

function judgeHome(
  aws: AwsCaller,
  regions: readonly AccountRegion[],
  say: (status: VerdictStatus, found: string, more?: { remedy?: Remedy | undefined }) => Verdict,
): Verdict {
  const on = regions.filter(isSwitchedOn);
  const off = regions.length - on.length;
  const list = `${on.length} region${on.length === 1 ? "" : "s"} switched on${off > 0 ? `, ${off} not` : ""}`;
  const home = regions.find(({ name }) => name === aws.region);
  if (!home)
    return say("fail", `${list}; ${aws.region} is not among the account's regions.`, {
      remedy: {
        text: `Choose a home region that the account has, for example ${on[0]?.name ?? "another one"}.`,
      },
    });
  if (home.optIn === "not-opted-in")
    return say("fail", `${list}; the home region ${aws.region} is not switched on.`, {
      remedy: {
        text: `Enable ${aws.region} under Account settings in the AWS console, or choose another home region.`,
        where: "An administrator of the AWS account.",
      },
    });
  const strangers = regions.filter(({ name }) => partitionOfRegion(name) !== aws.partition);
  if (strangers.length > 0)
    return say(
      "warn",
      `${list}; ${strangers[0]?.name} is not a valid region name of ${partitionTable[aws.partition].title}.`,
    );
  return say("pass", `${list}, the home region ${aws.region} among them.`);
}

function readRegions(list: unknown): AccountRegion[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap(
    (row: { RegionName?: unknown | undefined; OptInStatus?: unknown | undefined } | null) => {
      const name = row?.RegionName;
      const optIn = optInStates.find((state) => state === row?.OptInStatus) ?? "unknown";
      return typeof name === "string" && name.length <= 60 ? [{ name, optIn }] : [];
    },
  );
}
