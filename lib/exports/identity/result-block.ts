import { trimEndOf } from "@/lib/bounded";
import { decisionSchema, type SimulatedDecision } from "@/lib/checks";
import { type Problem, problem } from "@/lib/problems";
import { posixChecksum } from "./checksum";

/**
 * Reads the block that the scripts print at their end. Lines "word value #checksum", between two marks; the text may
 * have been through a terminal, a mail and a chat on its way.
 */
export interface ResultBlock {
  kind: "roles-anywhere" | "access-key";
  partition: string;
  account: string;
  region: string;
  /** When the script ran, by the clock of the machine that ran it. */
  at: Date;
  arns: {
    trustAnchorArn?: string | undefined;
    roleArn?: string | undefined;
    profileArn?: string | undefined;
    userArn?: string | undefined;
    policyArn?: string | undefined;
  };
  /** Every answer, in the order printed: an action may be asked about more than once. */
  simulation: SimulatedDecision[];
  /** The checksum of the limits that the simulator was asked within ({@link limitsChecksum}); absent in older blocks. */
  limits?: number | undefined;
  /** AWS's error name where the simulator was refused; undefined where it answered. */
  simulationRefused?: string | undefined;
  /** Lines whose checksum is wrong, as pasted; their facts are not in the rest. */
  damaged: DamagedLine[];
  /** How many lines are lacking by the block's own count. */
  missing: number;
}

export interface DamagedLine {
  /** Which line of the pasted text, from 1. */
  line: number;
  text: string;
}

export const RESULT_BEGIN = "-----BEGIN AWS CONNECTION WIZARD RESULT-----";
export const RESULT_END = "-----END AWS CONNECTION WIZARD RESULT-----";

/** Behind a decision: which layer does not allow it. Other words there are context keys that the simulation lacked. */
const NOT_BY_ORGANIZATION = "not-by-organization";
const NOT_BY_BOUNDARY = "not-by-boundary";

const LONGEST = 200_000;
const MOST_LINES = 1000;

const arnWords = {
  "trust-anchor": "trustAnchorArn",
  role: "roleArn",
  profile: "profileArn",
  user: "userArn",
  policy: "policyArn",
} as const;

/** True where the text has at least the block's beginning: then it is read as a block, not as loose ARNs. */
export function holdsResultBlock(text: string): boolean {
  return /-\s{0,20}BEGIN AWS CONNECTION WIZARD RESULT/i.test(text);
}

/**
 * The block's facts, or a problem: `result-block-missing`, `result-block-cut`. The last block counts where the text
 * holds several. Damaged lines are listed and left out; nothing is ever guessed.
 */
export function readResultBlock(text: string): ResultBlock | Problem {
  const pasted = text
    .slice(-LONGEST)
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, "")
    .replaceAll("\u00A0", " ");
  const begin = [...pasted.matchAll(/-\s{0,20}BEGIN AWS CONNECTION WIZARD RESULT\s{0,20}-+/gi)].at(-1);
  if (begin === undefined) return problem("result-block-missing");
  const rest = pasted.slice(begin.index + begin[0].length);
  const end = /-\s{0,20}END AWS CONNECTION WIZARD RESULT\s{0,20}-/i.exec(rest);
  if (end === null) return problem("result-block-cut");
  const before = text.slice(0, Math.max(0, text.length - LONGEST)) + pasted.slice(0, begin.index);
  const { sound, damaged } = verify(
    trimEndOf(rest.slice(0, end.index), (char) => char === "-").split(/\r?\n/),
    before.split("\n").length,
  );
  return gather(sound, damaged);
}

/** Tells sound lines from damaged ones; puts lines together again that a terminal or a mail program broke. */
function verify(raw: readonly string[], firstLine: number): { sound: string[]; damaged: DamagedLine[] } {
  const numbered = raw
    .slice(0, MOST_LINES)
    .map((line, index) => ({ line: firstLine + index, text: line.replace(/^[>|\s]+/, "").trimEnd() }))
    .filter(({ text }) => text !== "");
  const lines = numbered.map(({ text }) => text);
  const sound: string[] = [];
  const damaged: DamagedLine[] = [];
  let skipTo = 0;
  for (const [at, one] of numbered.entries()) {
    if (at < skipTo) continue;
    const whole = mended(lines, at);
    if (whole === undefined) damaged.push(one);
    else {
      sound.push(whole.text);
      skipTo = at + whole.joined + 1;
    }
  }
  return { sound, damaged };
}

const MOST_BREAKS = 4;

function mended(lines: readonly string[], at: number): { text: string; joined: number } | undefined {
  for (let joined = 0; joined <= MOST_BREAKS && at + joined < lines.length; joined += 1) {
    const pieces = lines.slice(at, at + joined + 1);
    // A break may have swallowed the blank it stood at, or stood inside a word.
    for (const candidate of joined === 0 ? pieces : [pieces.join(""), pieces.join(" ")]) {
      const match = /^(.*\S)\s*#(\d{1,10})$/.exec(candidate);
      if (match?.[1] !== undefined && posixChecksum(match[1]) === Number(match[2]))
        return { text: match[1], joined };
    }
  }
  return undefined;
}

function gather(sound: readonly string[], damaged: DamagedLine[]): ResultBlock | Problem {
  const facts = new Map<string, string>();
  const simulation: ResultBlock["simulation"] = [];
  for (const line of sound) {
    const [word = "", ...values] = line.split(" ");
    if (word === "simulation") {
      // Keys of the context may hold blanks; they stand last, behind their own word.
      const [said = "", lacks] = values.join(" ").split(" lacks ");
      const [action = "", decision = "", ...more] = said.split(" ");
      // Blocks of an earlier version name the first key without that word.
      const bare = more.filter((one) => one !== NOT_BY_ORGANIZATION && one !== NOT_BY_BOUNDARY);
      const missing = lacks === undefined ? bare : lacks.split(",");
      // A line of another form than the scripts write is as good as none: the action stays unknown.
      const read = decisionSchema.safeParse({
        action,
        decision,
        ...(missing.length > 0 && { missingContext: [...new Set(missing)] }),
        ...(more.includes(NOT_BY_ORGANIZATION) && { allowedByOrganization: false }),
        ...(more.includes(NOT_BY_BOUNDARY) && { allowedByBoundary: false }),
      });
      if (read.success) simulation.push(read.data);
    } else facts.set(word, values.join(" "));
  }
  const at = new Date(facts.get("at") ?? "");
  const counted = Number(facts.get("lines") ?? Number.NaN);
  const block: ResultBlock = {
    kind: facts.get("kind") === "access-key" ? "access-key" : "roles-anywhere",
    partition: facts.get("partition") ?? "",
    account: facts.get("account") ?? "",
    region: facts.get("region") ?? "",
    at: Number.isNaN(at.getTime()) ? new Date(0) : at,
    arns: {},
    simulation,
    damaged,
    // The count line itself is not counted.
    missing: Number.isNaN(counted) ? Math.max(damaged.length, 1) : Math.max(0, counted - (sound.length - 1)),
  };
  for (const [word, name] of Object.entries(arnWords)) {
    const arn = facts.get(word);
    if (arn?.startsWith("arn:")) block.arns[name] = arn;
  }
  if (/^\d{1,10}$/.test(facts.get("limits") ?? "")) block.limits = Number(facts.get("limits"));
  if (facts.has("simulation-refused"))
    block.simulationRefused = facts.get("simulation-refused") || "AccessDenied";
  return sound.length === 0
    ? problem("result-block-missing", { details: damaged.map(({ text }) => text).join("\n") })
    : block;
}
