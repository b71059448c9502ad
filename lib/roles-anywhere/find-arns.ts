import { firstOf, trimEndOf } from "@/lib/bounded";
import { quoteBash } from "@/lib/syntax";
import type { Verdict } from "@/lib/verdict";
import { type Arn, type ArnSlot, arnSlots, kindOfArn, malformation, parseArn, type ThreeArns } from "./arn";
import { judged } from "./trust/judged";

export type FoundArns = ThreeArns & { verdicts: Verdict[] };

/** Text longer than this is cut: no output of a script or a console comes near it. */
const LONGEST = 200_000;

/**
 * Sorts the three ARNs out of any pasted text: the script's result, `aws … list-*` output, CloudFormation or
 * Terraform outputs, a console address, prose. An ARN is filled in only when exactly one of its kind was found.
 *
 * @param options.now the moment that the evidence carries; tests and servers pass it
 * @returns the ARNs that are certain, and one verdict for each of the three and for each kind that does not belong
 */
export function findArns(text: string, options: { now?: Date | undefined } = {}): FoundArns {
  const now = options.now ?? new Date();
  const all = arnsIn(text);
  const found: FoundArns = { verdicts: [] };
  for (const { slot, kind, title } of arnSlots) {
    const ofKind = all.filter((arn) => kindOfArn(arn).id === kind);
    const whole = unique(ofKind.filter((arn) => malformation(arn, slot) === undefined));
    const id = `arn-${kind}`;
    const base = {
      id,
      title,
      lookedAt: "The pasted text",
      expected: `one ARN of a ${title.toLowerCase()}`,
      now,
    };
    if (whole.length === 1 && whole[0] !== undefined) {
      found[slot] = whole[0].text;
      found.verdicts.push(judged({ ...base, status: "pass", found: whole[0].text }));
    } else if (whole.length > 1) {
      found.verdicts.push(
        judged({
          ...base,
          status: "fail",
          found: `${whole.length} different ones: ${firstOf(
            whole.map((arn) => arn.text),
            20,
          )}`,
          remedy: { text: `Keep the ${title.toLowerCase()} of this connection and remove the others.` },
        }),
      );
    } else found.verdicts.push(missing(base, slot, ofKind[0], text, all));
  }
  found.verdicts.push(...strangers(all, now));
  return found;
}

function missing(
  base: Omit<Parameters<typeof judged>[0], "status" | "found">,
  slot: ArnSlot,
  broken: Arn | undefined,
  text: string,
  all: readonly Arn[],
): Verdict {
  if (broken !== undefined)
    return judged({
      ...base,
      status: "fail",
      found: `${broken.text}: ${malformation(broken, slot)}`,
      remedy: { text: "Copy the whole ARN from the output or the console." },
    });
  const session = all.find((arn) => kindOfArn(arn).id === "assumed-role");
  if (slot === "roleArn" && session !== undefined)
    return judged({
      ...base,
      status: "fail",
      found: `only a session: ${session.text}`,
      remedy: roleOfSession(session),
    });
  // CloudFormation's Ref gives the bare id of an anchor or profile, not its ARN.
  if (slot !== "roleArn" && all.length === 0 && /\b[0-9a-f]{8}-(?:[0-9a-z]{4}-){3}[0-9a-z]{12}\b/i.test(text))
    return judged({
      ...base,
      status: "fail",
      found: "an id without its ARN",
      remedy: { text: "In CloudFormation use GetAtt TrustAnchorArn and ProfileArn: Ref gives the id alone." },
    });
  return judged({
    ...base,
    status: "unknown",
    found: "none",
    remedy: { text: `Paste the ARN of the ${base.title.toLowerCase()} as well.` },
  });
}

/** Kinds that people paste by mistake, and what to paste instead. */
const mistaken: Record<string, string> = {
  user: "Here, CipherTrust signs in as a role, not as a user: paste the ARN of the role (…:role/NAME).",
  policy: "A policy is attached to the role: paste the ARN of the role (…:role/NAME).",
  root: "The account itself is not a role: paste the ARN of the role (…:role/NAME).",
  "instance-profile": "An instance profile is for EC2: paste the ARN of the Roles Anywhere profile.",
  "service-linked-role":
    "A service-linked role belongs to AWS itself: paste the role that the script created.",
  subject: "A subject is AWS's record of a certificate: paste trust anchor, role and profile.",
  crl: "A revocation list is not part of the connection: paste trust anchor, role and profile.",
  "private-ca": "This is the CA itself: paste the trust anchor that was created from it.",
  "acm-certificate": "A certificate in ACM is not a trust anchor: paste the trust anchor's ARN.",
};

/** One verdict for each kind that has no place among the three; it never spoils the ARNs that were found. */
function strangers(all: readonly Arn[], now: Date): Verdict[] {
  const slots = arnSlots.map(({ kind }) => kind as string);
  const others = new Map<string, Arn[]>();
  for (const arn of unique([...all])) {
    const { id } = kindOfArn(arn);
    // A policy stands in the script's own result block, so it is no mistake there.
    if (slots.includes(id)) continue;
    const ofKind = others.get(id);
    if (ofKind === undefined) others.set(id, [arn]);
    else ofKind.push(arn);
  }
  const complete = slots.every((slot) => all.some((arn) => kindOfArn(arn).id === slot));
  return [...others].map(([id, arns]) => {
    const [first] = arns;
    const title = first === undefined ? id : kindOfArn(first).title;
    const remedy =
      id === "assumed-role" && first !== undefined
        ? roleOfSession(first)
        : { text: mistaken[id] ?? "It is not part of a Roles Anywhere connection and was left out." };
    return judged({
      id: `arn-other-${id}`,
      title: `Not one of the three: ${title}`,
      status: complete ? "not-applicable" : "warn",
      lookedAt: "The pasted text",
      expected: "a trust anchor, a role and a profile",
      found: firstOf(
        arns.map((arn) => arn.text),
        20,
      ),
      remedy,
      now,
    });
  });
}

function roleOfSession(session: Arn) {
  const given = session.resource.split("/")[1] ?? "";
  const name = /^[\w+=,.@-]+$/.test(given) ? given : "NAME";
  return {
    text: `A session's ARN does not contain the role's path. Ask AWS for the role's own ARN and paste it.`,
    command: `aws iam get-role --role-name ${quoteBash(name)} --query Role.Arn --output text`,
    language: "bash" as const,
  };
}

/** Every ARN in the text, in order of appearance. */
export function arnsIn(pasted: string): Arn[] {
  const text = pasted
    .slice(0, LONGEST)
    .replace(/[\u200B-\u200F\u202A-\u202E\u2060\uFEFF\u00AD]/g, "")
    // Console addresses escape the separators, JSON may escape the slash.
    .replace(/%3a/gi, ":")
    .replace(/%2f/gi, "/")
    .replaceAll("\\/", "/")
    .replaceAll("\u00A0", " ");
  const found: Arn[] = [];
  const pattern = /\barn:[a-z0-9-]+:[a-z0-9-]+:[a-z0-9-]*:[^:\s"'`]*:[^\s"'`;<>()[\]{}|\\&?#]+/gi;
  for (const match of text.matchAll(pattern)) {
    const quoted =
      /["'`]/.test(text[match.index - 1] ?? "") && /["'`]/.test(text[match.index + match[0].length] ?? "");
    for (const piece of match[0].split(/,(?=arn:)/i)) {
      // "…role/name." at the end of a sentence; inside quotes a final dot or comma is part of the name.
      const arn = parseArn(tidy(quoted ? piece : trimEndOf(piece, (char) => ".,:!*".includes(char))));
      if (arn !== undefined) found.push(arn);
    }
  }
  return [...found, ...brokenOverLines(text, found)];
}

function tidy(text: string): string {
  const parts = text.split(":");
  // AWS writes these four in lower case; mail programs capitalise the first.
  return [...parts.slice(0, 4).map((part) => part.toLowerCase()), ...parts.slice(4)].join(":");
}

/** Anchors and profiles end in an id of fixed length, so a line break inside them can be undone safely. */
function brokenOverLines(text: string, found: readonly Arn[]): Arn[] {
  const joined = text
    .split("\n")
    .map((line) => line.trim())
    .join("");
  const pattern =
    /arn:[a-z-]+:rolesanywhere:[a-z0-9-]+:\d{12}:(?:trust-anchor|profile)\/[0-9a-f]{8}-(?:[0-9a-z]{4}-){3}[0-9a-z]{12}/gi;
  const known = new Set(found.map((arn) => arn.text));
  return [...joined.matchAll(pattern)]
    .map((match) => parseArn(tidy(match[0])))
    .filter((arn): arn is Arn => arn !== undefined && !known.has(arn.text));
}

function unique(arns: readonly Arn[]): Arn[] {
  return [...new Map(arns.map((arn) => [arn.text, arn] as const)).values()];
}
