import Link from "next/link";
import { Note } from "@/components/ui";

/** What the identity step still waits for, and the way there. */
export function IncompleteNote({
  missing,
  identityHref,
}: {
  missing: readonly string[];
  identityHref: string;
}) {
  if (missing.length === 0) return null;
  return (
    <Note
      tone="warn"
      title="The connection’s identity is not complete"
      action={
        <Link className="link" href={identityHref}>
          Go to “Create the identity”
        </Link>
      }
    >
      <ul className="list-disc pl-5">
        {missing.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Note>
  );
}

/** The visitor's clock against the server's. */
export function ClockNote({ offMs }: { offMs: number }) {
  const minutes = Math.round(Math.abs(offMs) / 60_000);
  return (
    <Note
      tone="warn"
      title={`This computer’s clock is ${minutes} minutes ${offMs > 0 ? "behind" : "ahead of"} the server’s`}
    >
      The request was dated with the server’s clock, so the check is not affected. CipherTrust signs with its
      own clock: keep that one accurate.
    </Note>
  );
}
