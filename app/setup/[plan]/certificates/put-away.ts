import { describe as inWords, type OpenPart, type Recognised, stays } from "@/lib/intake";
import { browserProblem, type Problem } from "@/lib/problems/browser";

/** The parts of one kind, as this browser wrote them, one behind the other. */
export function pemOf({ parts }: Recognised, kind: OpenPart["kind"]): string {
  return parts.flatMap((part) => (part.kind === kind && "pem" in part ? [part.pem] : [])).join("");
}

/** What to say where something was given that has no place in this box; undefined where there was nothing of that kind. */
export function putAway({ parts }: Recognised, wanted: string): Problem | undefined {
  // A PKCS#12 file is no secret by itself: whoever reads it on says what it needs.
  const held = parts.filter((part) => stays(part) && part.kind !== "pkcs12");
  if (held.length === 0) return undefined;
  return browserProblem("secret-put-away", {
    values: { what: inWords({ parts: held, unread: [] }), wanted },
  });
}
