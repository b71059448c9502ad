import type { Verdict } from "@/lib/verdict";
import { type Arn, type ArnSlot, arnSlots, kindOfArn, malformation, parseArn, type ThreeArns } from "./arn";
import { guide, judged } from "./trust/judged";

/** What the plan says about the account. An empty text is an answer that is not given yet. */
export interface ExpectedAccount {
  partition: string;
  accountId: string;
  region: string;
}

/**
 * Cross-checks the three ARNs against each other and the plan: six verdicts, always the same ones in the same order
 * (kind of each; partition, account and region of all). Roles Anywhere needs everything in one account, and anchor
 * and profile in one region.
 */
export function checkArns(
  arns: ThreeArns,
  expected: ExpectedAccount,
  options: { now?: Date | undefined } = {},
): Verdict[] {
  const now = options.now ?? new Date();
  const parsed = arnSlots.map(({ slot }) => ({ slot, arn: parseArn((arns[slot] ?? "").trim()) }));
  const read = parsed.flatMap(({ slot, arn }) => (arn === undefined ? [] : [{ slot, arn }]));
  return [
    ...arnSlots.map((row) => judgeKind(row, arns[row.slot] ?? "", now)),
    agree("partition", "Partition", read, expected.partition, (arn) => arn.partition, now),
    agree("account", "Account", read, expected.accountId, (arn) => arn.accountId, now),
    agree(
      "region",
      "Region of trust anchor and profile",
      read.filter(({ slot }) => slot !== "roleArn"),
      expected.region,
      (arn) => arn.region,
      now,
    ),
  ];
}

function judgeKind(row: (typeof arnSlots)[number], text: string, now: Date): Verdict {
  const { slot, kind, title, form } = row;
  const base = {
    id: `arn-${kind}`,
    title: `${title} ARN`,
    lookedAt: `The ARN given as ${title.toLowerCase()}`,
    expected: `an ARN that ends in ${form}`,
    now,
    source: guide.concepts,
  };
  if (text.trim() === "")
    return judged({
      ...base,
      status: "unknown",
      found: "nothing yet",
      remedy: { text: `Paste the ARN of the ${title.toLowerCase()}.` },
    });
  const arn = parseArn(text.trim());
  if (arn === undefined)
    return judged({
      ...base,
      status: "fail",
      found: text.trim(),
      remedy: { text: "An ARN begins with arn: and has six parts, separated by colons. Copy it whole." },
    });
  const is = kindOfArn(arn);
  if (is.id !== kind) {
    const home = arnSlots.find((other) => other.kind === is.id);
    return judged({
      ...base,
      status: "fail",
      found: `${article(is.title)}: ${arn.text}`,
      remedy: {
        text:
          home === undefined
            ? `You gave ${article(is.title)} here. Paste the ARN of the ${title.toLowerCase()}.`
            : `You pasted a ${home.title.toLowerCase()} ARN here: move it to "${home.title}". Pasting all three into the box above sorts them.`,
      },
    });
  }
  const fault = malformation(arn, slot);
  return fault === undefined
    ? judged({ ...base, status: "pass", found: arn.text })
    : judged({
        ...base,
        status: "fail",
        found: `${arn.text}: ${fault}`,
        remedy: { text: "Copy the whole ARN from the output or the console." },
      });
}

const repairs = {
  partition: (value: string) =>
    `All three must be in the partition ${value}. Sign in to the right AWS partition and paste its ARNs, or change the partition in the step “Describe the connection”.`,
  account: (value: string) =>
    `Roles Anywhere works only within one account. Paste the ARNs of account ${value}, or change the account in the step “Describe the connection”.`,
  region: (value: string) =>
    `Trust anchor and profile must be in one region. Run the script for ${value}, or change the home region in the step “Describe the connection”.`,
};

function agree(
  id: keyof typeof repairs,
  title: string,
  arns: readonly { slot: ArnSlot; arn: Arn }[],
  wanted: string,
  part: (arn: Arn) => string,
  now: Date,
): Verdict {
  const values = [...new Set(arns.map(({ arn }) => part(arn)))];
  const base = {
    id: `arns-${id}`,
    title,
    lookedAt: `The ${id} in each ARN`,
    expected: wanted === "" ? "one for all" : `${wanted} in each`,
    now,
    source: guide.concepts,
  };
  if (arns.length === 0)
    return judged({
      ...base,
      status: "unknown",
      found: "no ARN to compare yet",
      remedy: { text: "Paste the ARNs first." },
    });
  const wrong = wanted === "" ? [] : arns.filter(({ arn }) => part(arn) !== wanted);
  if (wrong.length === 0 && values.length === 1) {
    return wanted === ""
      ? judged({
          ...base,
          status: "unknown",
          found: `${values[0]}, but the plan does not name the ${id} yet`,
          remedy: { text: `Enter the ${id} in the step “Describe the connection”.` },
        })
      : judged({ ...base, status: "pass", found: values[0] ?? "" });
  }
  const listed = (wanted === "" ? arns : wrong).map(({ slot, arn }) => {
    const name = arnSlots.find((row) => row.slot === slot)?.title ?? slot;
    return `${name}: ${part(arn) || "none"}`;
  });
  return judged({
    ...base,
    status: "fail",
    found: listed.join("; "),
    remedy: { text: wanted === "" ? `Paste ARNs that share one ${id}.` : repairs[id](wanted) },
  });
}

/** Puts ARNs that stand in each other's place where they belong; undefined when there is nothing to move. */
export function repairArns(arns: ThreeArns): ThreeArns | undefined {
  const kinds = new Map<string, string>();
  for (const { slot } of arnSlots) {
    const arn = parseArn((arns[slot] ?? "").trim());
    if (arn === undefined) continue;
    const { id } = kindOfArn(arn);
    if (kinds.has(id) || !arnSlots.some(({ kind }) => kind === id)) return undefined;
    kinds.set(id, arn.text);
  }
  const sorted: ThreeArns = {};
  for (const { slot, kind } of arnSlots) sorted[slot] = kinds.get(kind) ?? "";
  return arnSlots.some(({ slot }) => sorted[slot] !== (arns[slot] ?? "").trim()) ? sorted : undefined;
}

function article(words: string): string {
  return `${/^[AEIOU]/i.test(words) ? "an" : "a"} ${words}`;
}
