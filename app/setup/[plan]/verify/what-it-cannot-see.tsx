import { Disclosure } from "@/components/ui";
import { whatProbesCannotSee, whatProbesLeaveBehind } from "@/lib/checks";

/** The limits of the check, in one place. */
export function WhatItCannotSee() {
  return (
    <Disclosure summary="What this check cannot see, and what it leaves behind">
      <ul className="flex max-w-line list-disc flex-col gap-2 pl-5">
        {whatProbesCannotSee.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="max-w-line">{whatProbesLeaveBehind}</p>
      <p className="max-w-line text-ink-soft">
        The server holds the temporary credentials, or the access key, only for the duration of one request.
        They are never stored or logged.
      </p>
    </Disclosure>
  );
}
