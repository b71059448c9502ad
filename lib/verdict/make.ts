import { given } from "@/lib/given";
import type { Evidence, Remedy, Source, Verdict } from "./schema";
import type { VerdictStatus } from "./status";

/** What a verdict is made of, flat; what is `undefined` is left out. */
export interface VerdictParts {
  id: string;
  title: string;
  status: VerdictStatus;
  kind: Evidence["kind"];
  lookedAt: string;
  expected: string;
  found: string;
  at: Date;
  world?: Evidence["world"] | undefined;
  details?: string | undefined;
  reason?: string | undefined;
  why?: string | undefined;
  remedy?: Remedy | undefined;
  source?: Source | undefined;
}

const TEXT = 4000;
const DETAILS = 8000;
const COMMAND = 16_000;

/** Makes a verdict, its texts cut to what its schema holds: every verdict of the product is made here. */
export function makeVerdict(parts: VerdictParts): Verdict {
  const { id, title, status, kind, lookedAt, expected, found, at, world, details, reason } = parts;
  const { why, remedy, source } = parts;
  return {
    id,
    title,
    status,
    evidence: {
      kind,
      lookedAt: lookedAt.slice(0, TEXT),
      expected: expected.slice(0, TEXT),
      found: found.slice(0, TEXT),
      ...given({ details: details?.slice(0, DETAILS), reason }),
      at,
      ...given({ world }),
    },
    ...given({ why, remedy: remedy && bounded(remedy), source }),
  };
}

function bounded({ text, command, ...rest }: Remedy): Remedy {
  return {
    ...rest,
    text: text.slice(0, TEXT),
    ...given({ command: command?.slice(0, COMMAND) }),
  };
}
